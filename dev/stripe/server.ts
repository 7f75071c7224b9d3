import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ApiAnswer, answerApi } from "./answer.ts";
import { book } from "./balance.ts";
import { expireDueSessions } from "./checkout.ts";
import { runControl } from "./controls.ts";
import { ApiError, unauthenticated } from "./errors.ts";
import { API_VERSION, snapshotEvent, thinEvent } from "./events.ts";
import type { Fault } from "./faults.ts";
import { readBody } from "./form.ts";
import { newId } from "./ids.ts";
import { authenticate } from "./keys.ts";
import { answerPage } from "./pages.ts";
import { openSaver } from "./saver.ts";
import { readSettings, type Settings, type StripeEmulatorOptions } from "./settings.ts";
import { loadState, type State } from "./state.ts";
import { Courier } from "./webhooks.ts";
import type { World } from "./world.ts";

export interface StripeEmulator {
  port: number;
  /** Where the API and the hosted pages are, such as `http://127.0.0.1:12111`. */
  url: string;
  /** Resolves when no webhook is being sent or due. */
  webhooksIdle(): Promise<void>;
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

/** Everything one running emulator holds. */
interface Running {
  settings: Settings;
  world: World;
  courier: Courier;
  faults: Fault[];
  inFlight: Set<string>;
  touch(): void;
}

/** Starts a local Stripe that moves no money. Listens on the loopback address only. */
export async function startStripeEmulator(options: StripeEmulatorOptions): Promise<StripeEmulator> {
  const settings = readSettings(options);
  const state = loadState(settings.stateFile);
  const saver = openSaver(settings.stateFile, state);
  const { world, courier } = createWorld(settings, state, () => saver.touch());
  const running: Running = { settings, world, courier, faults: [], inFlight: new Set(), touch: () => saver.touch() };

  const server = createServer((request, response) => {
    answer(running, request, response).catch((error: unknown) => {
      console.error("The Stripe emulator could not answer:", error);
      response.destroy();
    });
  });
  server.requestTimeout = 30_000;
  const port = await listen(server, settings.port);
  const url = `http://${LOOPBACK}:${port}`;
  world.pageOrigin = settings.pageOrigin ? new URL(settings.pageOrigin).origin : url;
  expireDueSessions(world);
  fundAtFirstStart(world);
  courier.retryAll();
  const watch = setInterval(() => expireDueSessions(world), 30_000);
  watch.unref();

  return {
    port,
    url,
    webhooksIdle: () => courier.idle(),
    async close() {
      clearInterval(watch);
      await courier.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await saver.close();
    },
  };
}

function createWorld(settings: Settings, state: State, touch: () => void): { world: World; courier: Courier } {
  const world: World = {
    settings,
    pageOrigin: "",
    state,
    tables: state.tables,
    nowSeconds: () => Math.floor(Date.now() / 1000) + state.clockAheadSeconds,
    emit(type, object, account) {
      courier.enqueue(snapshotEvent(world, type, object, account));
      touch();
    },
    emitThin(type, related) {
      courier.enqueue(thinEvent(world, type, related));
      touch();
    },
  };
  const courier = new Courier(world, touch);
  return { world, courier };
}

function fundAtFirstStart(world: World): void {
  const amount = world.settings.initialFundsCents;
  if (amount === 0 || world.tables.movements.size > 0) return;
  book(world, { type: "topup", amount, currency: "usd", source: newId("tu_") });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

async function answer(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (!isLocalName(running.world, request.headers.host)) {
    // A page elsewhere could point its own name at this address (DNS rebinding) and then read answers.
    return sendJson(response, 421, { error: { type: "invalid_request_error", message: "Unknown host name." } });
  }
  const body = await readBody(request);
  if (path.startsWith("/v1/") || path.startsWith("/v2/")) {
    const { method = "GET", url = "/", headers } = request;
    expireDueSessions(running.world);
    const api = { method, url, body, headers };
    const result = await answerApi(running.world, running.inFlight, running.faults, api);
    if (method !== "GET") running.touch();
    if (result === "reset") request.socket.resetAndDestroy();
    else sendApi(response, result);
  } else if (path.startsWith("/_emulator/")) {
    sendJson(response, ...control(running, request, path, body));
    running.touch();
  } else {
    expireDueSessions(running.world);
    const page = answerPage(running.world, request.method ?? "GET", path, body);
    if (request.method === "POST") running.touch();
    response.writeHead(page.status, page.headers).end(page.body);
  }
}

function control(running: Running, request: IncomingMessage, path: string, body: string): [number, object] {
  try {
    const caller = authenticate(request.headers.authorization, running.settings);
    if (!caller.isPlatform) throw unauthenticated("Test controls take the secret key.");
    return [200, runControl(running, path, JSON.parse(body || "{}"))];
  } catch (error) {
    if (error instanceof SyntaxError) return [400, { error: { type: "invalid_request_error", message: "Not JSON." } }];
    if (error instanceof ApiError) return [error.status, error.body];
    throw error;
  }
}

function isLocalName(world: World, host: string | undefined): boolean {
  const allowed = [LOOPBACK, "localhost", "[::1]"];
  const name = (host ?? "").replace(/:\d+$/, "");
  return allowed.includes(name) || host === new URL(world.pageOrigin).host;
}

function sendApi(response: ServerResponse, { status, body, headers }: ApiAnswer): void {
  sendJson(response, status, body, { ...headers, "stripe-version": API_VERSION });
}

function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  const content = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(content);
}
