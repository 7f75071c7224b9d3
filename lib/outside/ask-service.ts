/** Why a service gave no answer that can be read. */
export type ServiceFailure = "unreachable" | "too_slow" | "refused" | "too_large";

export type ServiceAnswer =
  | { outcome: "answered"; bytes: Buffer; headers: Headers }
  | { outcome: "failed"; reason: ServiceFailure; detail: string };

export interface ServiceQuestion {
  address: URL;
  headers?: Record<string, string>;
  body: string | FormData;
  milliseconds: number;
  mostBytes: number;
  signal?: AbortSignal | undefined;
}

/**
 * Where a service is asked, and as whom. What it hears is people as they are: it must be https, on this machine, or a name
 * of the own network (one without dots). A name and password in the URL go into a header.
 */
export function serviceAddress(url: string, path: string): { address: URL; headers: Record<string, string> } {
  const address = new URL(url);
  const near = ["127.0.0.1", "[::1]"].includes(address.hostname) || !address.hostname.includes(".");
  if (address.protocol !== "https:" && !(address.protocol === "http:" && near)) {
    throw new Error(`The service at ${address.host} must be https, or in the own network.`);
  }
  const headers: Record<string, string> = {};
  if (address.username || address.password) {
    const pair = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
    address.username = address.password = "";
  }
  address.pathname = `${address.pathname.replace(/\/{1,9}$/, "")}${path}`;
  return { address, headers };
}

/** One POST, within a time and a size, to that address and no other. Throws the signal's reason when it is aborted. */
export async function askService(question: ServiceQuestion): Promise<ServiceAnswer> {
  const { address, headers = {}, body, milliseconds, mostBytes, signal } = question;
  const clock = AbortSignal.timeout(milliseconds);
  const stop = signal ? AbortSignal.any([clock, signal]) : clock;
  try {
    const response = await fetch(address, { method: "POST", headers, body, redirect: "error", signal: stop });
    if (!response.ok) {
      await response.body?.cancel();
      return { outcome: "failed", reason: "refused", detail: `status ${response.status}` };
    }
    const bytes = await readAtMost(response, mostBytes);
    return bytes
      ? { outcome: "answered", bytes, headers: response.headers }
      : { outcome: "failed", reason: "too_large", detail: `more than ${mostBytes} bytes` };
  } catch (error) {
    signal?.throwIfAborted();
    if (clock.aborted) return { outcome: "failed", reason: "too_slow", detail: `no answer within ${milliseconds} ms` };
    return { outcome: "failed", reason: "unreachable", detail: causeOf(error) };
  }
}

async function readAtMost(response: Response, mostBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.length;
    // Leaving the loop cancels the rest of the answer.
    if (total > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The JSON of an answer, or undefined when it is none. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
