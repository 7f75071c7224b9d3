import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openCheckpoint } from "../../lib/audit/checkpoint.ts";
import { makeSigningKey, readSigner, readVerifier } from "../../lib/audit/signed-note.ts";
import { openArchive } from "../../lib/outside/archive.ts";
import { errorCodeOf, writeError } from "../../lib/web/error-response.ts";
import { findHotPath } from "../../server/hot-paths.ts";
import { roomPaths } from "../../server/room-paths.ts";
import { notarise } from "../../worker/notary.ts";
import { only } from "../world.ts";
import { openRoom, type Room } from "./room.ts";

// Anybody takes the newest checkpoint and the key away, and checks one with the other.
const signer = readSigner(makeSigningKey("consonant.test/audit"));
let room: Room;
let folder: string;
let server: http.Server;
const get = (where: string, method = "GET") =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${where}`, { method });

beforeAll(async () => {
  process.env.NOTARY_VERIFIER = signer.vkey;
  room = await openRoom();
  folder = await mkdtemp(path.join(os.tmpdir(), "consonant-checkpoints-"));
  server = http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const hot = findHotPath(roomPaths, url.pathname);
    if (!hot) response.writeHead(404).end();
    else hot.handle(request, response, url).catch((error: unknown) => writeError(response, errorCodeOf(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
  await room.close();
  await rm(folder, { recursive: true });
});

it("shows what the notary signed last, as it signed it", async () => {
  const notary = room.at(room.url("consonant_notary"), 1);
  const archive = openArchive({ kind: "disk", folder });
  const size = await only<number>(room.root`select seq::int from priv.chain_head`);
  expect(await notarise({ sql: notary, archive, signer }, new AbortController().signal)).toEqual({ signed: size });
  await notary.end();

  const shown = await get("/audit/checkpoint");
  expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const key = (await (await get("/audit/key")).text()).trim();
  expect(key).toBe(signer.vkey);
  expect(openCheckpoint(await shown.text(), [readVerifier(key)])).toMatchObject({ size });
});

it("is read and nothing else", async () => {
  const head = await get("/audit/checkpoint", "HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await get("/audit/checkpoint", "POST")).status).toBe(400);
  expect((await get("/audit/key", "DELETE")).status).toBe(400);
});
