import type { Coding } from "./share-page.ts";

const asks = (name: string) => new RegExp(`(?:^|[\\s,])${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)`, "i");
const CODINGS = [
  ["br", asks("br")],
  ["gzip", asks("gzip")],
] as const;

/** The smallest coding that an Accept-Encoding header takes; `q=0` is a no. */
export function acceptedCoding(header: string | string[] | undefined): Coding {
  const accepted = String(header ?? "");
  return CODINGS.find(([, pattern]) => pattern.test(accepted))?.[0] ?? "identity";
}
