import type Stripe from "stripe";
import { z } from "zod";
import { missing } from "./errors.ts";
import { newId } from "./ids.ts";
import { page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import type { StoredEvent, ThinEvent } from "./webhooks.ts";
import { find, isoTime, type World } from "./world.ts";

export const API_VERSION: typeof Stripe.API_VERSION = "2026-10-28.endive";

/** Stripe keeps events for 30 days; the emulator keeps this many. */
const KEPT_EVENTS = 20_000;

/** An event with a copy of its object as it is now. */
export function snapshotEvent(
  world: World,
  type: Stripe.Event.Type,
  object: object,
  account: string | undefined,
): StoredEvent {
  return keep(world, {
    id: newId("evt_"),
    object: "event",
    ...(account ? { account } : {}),
    api_version: API_VERSION,
    created: world.nowSeconds(),
    data: { object: structuredClone(object) as Stripe.Event.Data.Object },
    livemode: false,
    pending_webhooks: world.settings.webhooks.length + world.tables.endpoints.size,
    request: { id: null, idempotency_key: null },
    type,
  } satisfies Stripe.EventBase);
}

export function thinEvent(world: World, type: string, related: ThinEvent["related_object"]): StoredEvent {
  return keep(world, {
    id: newId("evt_"),
    object: "v2.core.event",
    type,
    livemode: false,
    created: isoTime(world.nowSeconds()),
    context: null,
    reason: null,
    related_object: related,
  });
}

function keep(world: World, event: StoredEvent): StoredEvent {
  const { events } = world.tables;
  events.set(event.id, event);
  if (events.size > KEPT_EVENTS) events.delete(events.keys().next().value ?? "");
  return event;
}

function* snapshotsOf(world: World): Generator<Stripe.EventBase> {
  for (const event of world.tables.events.values()) if (event.object === "event") yield event;
}

export const eventRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/events",
    permission: "Events Read",
    input: z.strictObject({ ...page, type: text.optional(), types: z.array(text).max(20).optional() }),
    run: (world, { input }) => {
      const { types } = input;
      const events = [...snapshotsOf(world)].filter(({ type }) => !types || types.includes(type));
      return listPage("/v1/events", events, input, { type: input.type as Stripe.Event.Type | undefined });
    },
  }),
  route({
    method: "GET",
    path: "/v1/events/:id",
    permission: "Events Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => {
      const event = find(world.tables.events, id, "event");
      if (event.object !== "event") throw missing("event", id);
      return event;
    },
  }),
  route({
    method: "GET",
    path: "/v2/core/events/:id",
    permission: "Events Read",
    input: z.strictObject({}),
    run: (world, { ids: [id = ""] }) => {
      const event = find(world.tables.events, id, "event");
      if (event.object !== "v2.core.event") throw missing("event", id);
      return event;
    },
  }),
];
