import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoSuchObject, openStore, type Store, TooLarge } from "../../lib/outside/storage.ts";
import { openS3Server, S3_KEY } from "./s3-server.ts";

let server: Awaited<ReturnType<typeof openS3Server>>;
let store: Store;

beforeEach(async () => {
  server = await openS3Server();
  store = openStore({ kind: "s3", bucket: "vault", region: "us-east-1", endpoint: server.endpoint, ...S3_KEY });
});

afterEach(() => server.close());

async function* pieces(count: number, bytes: number) {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(bytes, index);
}

describe("a store in S3", () => {
  it("puts, measures, reads, ranges and removes, each request signed", async () => {
    const bytes = Buffer.from("0123456789");
    const stored = await store.put("raw/talk-1.age", Readable.from([bytes]), {
      contentType: "application/octet-stream",
    });
    expect(stored).toEqual({ bytes: 10, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect(await store.size("raw/talk-1.age")).toBe(10);
    expect(await text(await store.get("raw/talk-1.age"))).toBe("0123456789");
    expect(await text(await store.get("raw/talk-1.age", { start: 2, end: 4 }))).toBe("234");
    expect(await text(await store.get("raw/talk-1.age", { start: 8 }))).toBe("89");
    await expect(store.get("raw/talk-1.age", { start: 10 })).rejects.toThrow(RangeError);
    await store.remove("raw/talk-1.age");
    expect(await store.size("raw/talk-1.age")).toBeNull();
    await expect(store.get("raw/talk-1.age")).rejects.toThrow(NoSuchObject);
  });

  it("sends what is long in parts of 8 MiB, without holding it all", async () => {
    const content = await buffer(Readable.from(pieces(20, 1024 ** 2)));
    const stored = await store.put("long", Readable.from(pieces(20, 1024 ** 2)));
    expect(stored.bytes).toBe(20 * 1024 ** 2);
    expect(server.objects.get("/vault/long")?.equals(content)).toBe(true);
    expect(server.seen).toEqual([
      "POST uploads",
      "PUT partNumber&uploadId",
      "PUT partNumber&uploadId",
      "PUT partNumber&uploadId",
      "POST uploadId",
    ]);
  });

  it.each(["breaks", "is too long"])("keeps neither object nor parts of a put that %s", async (how) => {
    async function* source() {
      yield* pieces(12, 1024 ** 2);
      if (how === "breaks") throw new Error("the uploader went away");
      yield* pieces(12, 1024 ** 2);
    }
    const putting = store.put("long", Readable.from(source()), { maxBytes: 16 * 1024 ** 2 });
    await expect(putting).rejects.toThrow(how === "breaks" ? "went away" : TooLarge);
    expect(server.objects.size).toBe(0);
    expect(server.uploads.size).toBe(0);
  });

  it("does not get in with another secret", async () => {
    const settings = { kind: "s3", bucket: "vault", region: "us-east-1", endpoint: server.endpoint } as const;
    const stranger = openStore({ ...settings, ...S3_KEY, secretAccessKey: "another" });
    await expect(stranger.put("a", Buffer.from("x"))).rejects.toThrow("SignatureDoesNotMatch");
    await expect(stranger.size("a")).rejects.toThrow();
    expect(server.objects.size).toBe(0);
  });

  it("refuses bad keys before asking anybody", async () => {
    await expect(store.put("../x", Buffer.from("x"))).rejects.toThrow("Not a storage key");
    await expect(store.get("a//b")).rejects.toThrow("Not a storage key");
    expect(server.seen).toEqual([]);
  });
});
