import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { log } from "../../lib/web/log.ts";
import { requestContext } from "../../lib/web/request-context.ts";
import { edge, servers, siteUrl } from "./edge-under-test.ts";

log.level = "silent";
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Next, whose decoder or whose action throws: 500, by the status alone or with the head. */
const breaks = (_asked: IncomingMessage, response: ServerResponse) => {
  response.statusCode = 500;
  response.end("E");
};
const acts = (asked: IncomingMessage, response: ServerResponse) => {
  requestContext.getStore()!.acted = true;
  breaks(asked, response);
};
const call = { origin: siteUrl, "next-action": "7f", "content-type": "text/plain", "content-length": "1" };
const { "next-action": _none, ...form } = { ...call, "content-type": "multipart/form-data; boundary=b" };

it("says 400 to a body that no action began on, and leaves every other 500 as it is", async () => {
  const undecoded = await edge(breaks);
  expect((await undecoded.ask("/en/account", call, "POST", "x")).status).toBe(400);
  expect((await undecoded.ask("/en/account", form, "POST", "x")).status).toBe(400);
  expect((await undecoded.ask("/en/account", { ...call, "content-length": "0" })).status).toBe(500);
  const json = { ...form, "content-type": "application/x-www-form-urlencoded" };
  expect((await undecoded.ask("/api/auth/callback/mail", json, "POST", "x")).status).toBe(500);
  const begun = await edge(acts);
  expect((await begun.ask("/en/account", call, "POST", "x")).status).toBe(500);
  const fine = await edge();
  expect((await fine.ask("/en/account", call, "POST", "x")).status).toBe(200);
});
