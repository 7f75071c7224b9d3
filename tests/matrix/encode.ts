import { createRequire } from "node:module";

/** What React's own client makes of a call's arguments: the same encoder that runs in a browser. */
const { encodeReply } = createRequire(import.meta.url)(
  "next/dist/compiled/react-server-dom-turbopack/client.node.js",
) as {
  encodeReply(value: unknown): Promise<string | FormData>;
};
export type Encoded = { body: Buffer; type: string };

const fresh = { status: "fresh", fields: {}, values: {} };

/** A form's action, as useActionState sends it: the state before, then the form. */
export const asForm = (fields: readonly (readonly [string, string])[]): Promise<Encoded> =>
  asCall([fresh, formOf(fields)]);

export async function asCall(args: readonly unknown[]): Promise<Encoded> {
  const reply = await encodeReply(args);
  return typeof reply === "string"
    ? { body: Buffer.from(reply), type: "text/plain;charset=UTF-8" }
    : asMultipart(reply);
}

/** The form of a browser without scripts: the action is named in a field. */
export const asPlainForm = (id: string, fields: readonly (readonly [string, string])[]): Promise<Encoded> =>
  asMultipart(formOf([[`$ACTION_ID_${id}`, ""], ...fields]));

/** A body as somebody writes it by hand. */
export const asWritten = (parts: Record<string, string>): Promise<Encoded> =>
  asMultipart(formOf(Object.entries(parts)));

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

async function asMultipart(form: FormData): Promise<Encoded> {
  const response = new Response(form);
  return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get("content-type") ?? "" };
}
