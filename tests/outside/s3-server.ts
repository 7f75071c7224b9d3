import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export const S3_KEY = { accessKeyId: "test-key", secretAccessKey: "test-secret" };

/** The part of S3 that the store uses, in memory. Checks every request's signature (AWS Signature Version 4). */
export async function openS3Server() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const url = new URL(request.url ?? "/", "http://s3");
    seen.push(`${request.method} ${[...url.searchParams.keys()].filter((key) => key !== "x-id").join("&")}`.trim());
    const trouble = refusal(request, url, body);
    const isMultipart = url.searchParams.has("uploads") || url.searchParams.has("uploadId");
    const exchange = { objects, uploads, url, body, request, response };
    if (trouble) fail(response, 403, trouble);
    else if (isMultipart) answerMultipart(exchange);
    else answer(exchange);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    seen,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

interface Exchange {
  objects: Map<string, Buffer>;
  uploads: Map<string, Map<number, Buffer>>;
  url: URL;
  body: Buffer;
  request: IncomingMessage;
  response: ServerResponse;
}

function answer({ objects, url, body, request, response }: Exchange): void {
  const key = url.pathname;
  const object = objects.get(key);
  if (request.method === "PUT" && request.headers["if-none-match"] === "*" && object) {
    fail(response, 412, "PreconditionFailed");
  } else if (request.method === "PUT") {
    objects.set(key, body);
    response.writeHead(200, { etag: etag(body) }).end();
  } else if (request.method === "DELETE") {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (url.searchParams.has("list-type")) {
    answerList(objects, url, response);
  } else if (!object) {
    fail(response, 404, "NoSuchKey");
  } else if (request.method === "HEAD") {
    response.writeHead(200, { "content-length": object.length, etag: etag(object) }).end();
  } else {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range ? object.subarray(Number(range[1]), Number(range[2]) + 1) : object;
    response.writeHead(range ? 206 : 200, { "content-length": part.length }).end(part);
  }
}

/** Two keys a page, so that a short list has several. */
function answerList(objects: Map<string, Buffer>, url: URL, response: ServerResponse): void {
  const bucket = `${url.pathname.replace(/\/$/, "")}/`;
  const after = url.searchParams.get("continuation-token") ?? "";
  const keys = [...objects.keys()].filter((key) => key.startsWith(bucket)).map((key) => key.slice(bucket.length));
  const rest = keys.filter((key) => key > after).sort();
  const page = rest.slice(0, 2);
  const next = rest.length > 2 ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
  xml(response, `<ListBucketResult><IsTruncated>${rest.length > 2}</IsTruncated>${contents}${next}`);
}

function answerMultipart({ objects, uploads, url, body, request, response }: Exchange): void {
  const uploadId = url.searchParams.get("uploadId") ?? "";
  const parts = uploads.get(uploadId);
  if (url.searchParams.has("uploads")) {
    uploads.set(`upload-${uploads.size}`, new Map());
    xml(response, `<InitiateMultipartUploadResult><UploadId>upload-${uploads.size - 1}</UploadId>`);
  } else if (!parts) {
    fail(response, 404, "NoSuchUpload");
  } else if (request.method === "PUT") {
    parts.set(Number(url.searchParams.get("partNumber")), body);
    response.writeHead(200, { etag: etag(body) }).end();
  } else if (request.method === "POST") {
    const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((match) => Number(match[1]));
    objects.set(url.pathname, Buffer.concat(wanted.map((number) => parts.get(number) ?? Buffer.alloc(0))));
    uploads.delete(uploadId);
    xml(response, "<CompleteMultipartUploadResult><ETag>x</ETag>");
  } else {
    uploads.delete(uploadId);
    response.writeHead(204).end();
  }
}

function etag(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function xml(response: ServerResponse, opened: string): void {
  const tag = /^<(\w+)>/.exec(opened)?.[1] ?? "";
  response.writeHead(200, { "content-type": "application/xml" }).end(`${opened}</${tag}>`);
}

function fail(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

/** Null for a good signature; else what is wrong. */
function refusal(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, accessKeyId, scope = "", signedHeaders = "", signature] =
    pattern.exec(request.headers.authorization ?? "") ?? [];
  if (accessKeyId !== S3_KEY.accessKeyId) return "InvalidAccessKeyId";
  const bodyHash = String(request.headers["x-amz-content-sha256"]);
  if (bodyHash !== sha256(body)) return `XAmzContentSHA256Mismatch ${bodyHash}`;
  const headers = signedHeaders.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const query = [...url.searchParams].map(([key, value]) => `${encode(key)}=${encode(value)}`).sort();
  const canonical = [request.method, url.pathname, query.join("&"), headers.join(""), signedHeaders, bodyHash];
  const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical.join("\n"))].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${S3_KEY.secretAccessKey}`);
  return hmac(key, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
