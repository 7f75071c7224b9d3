import type Stripe from "stripe";
import { z } from "zod";
import { newId } from "./ids.ts";
import { type Only, page, retrieval, text, webUrl } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, type World } from "./world.ts";

/** An endpoint made through the API. Those of the settings live in the settings. */
export interface StoredEndpoint {
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
}

export interface Target {
  url: string;
  secret: string;
  events: readonly string[];
}

/** Every endpoint that wants events: the settings' own, which take all of them, and those made through the API. */
export function targetsOf(world: World): Target[] {
  const fixed = world.settings.webhooks.map(({ url, secret }) => ({ url, secret, events: ["*"] }));
  const made = [...world.tables.endpoints.values()].map(({ endpoint, secret }) => ({
    url: endpoint.url,
    secret,
    events: endpoint.enabled_events,
  }));
  return [...fixed, ...made];
}

function* endpointsOf(world: World): Generator<Stripe.WebhookEndpoint> {
  for (const { endpoint } of world.tables.endpoints.values()) yield endpoint;
}

export const webhookEndpointRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/webhook_endpoints",
    permission: "Webhook Endpoints Write",
    input: z.strictObject({
      url: webUrl,
      enabled_events: z.array(text).min(1).max(200),
      description: text.optional(),
      api_version: text.optional(),
    } satisfies Only<Stripe.WebhookEndpointCreateParams>),
    run: (world, { input }) => {
      const endpoint: Stripe.WebhookEndpoint = {
        id: newId("we_"),
        object: "webhook_endpoint",
        api_version: input.api_version ?? null,
        application: null,
        created: world.nowSeconds(),
        description: input.description ?? null,
        enabled_events: input.enabled_events,
        livemode: false,
        metadata: {},
        status: "enabled",
        url: input.url,
      } as Stripe.WebhookEndpoint;
      const secret = newId("whsec_", 32);
      world.tables.endpoints.set(endpoint.id, { endpoint, secret });
      return { ...endpoint, secret };
    },
  }),
  route({
    method: "GET",
    path: "/v1/webhook_endpoints",
    permission: "Webhook Endpoints Read",
    input: z.strictObject({ ...page }),
    run: (world, { input }) => listPage("/v1/webhook_endpoints", endpointsOf(world), input),
  }),
  route({
    method: "GET",
    path: "/v1/webhook_endpoints/:id",
    permission: "Webhook Endpoints Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.endpoints, id, "webhook endpoint").endpoint,
  }),
  route({
    method: "DELETE",
    path: "/v1/webhook_endpoints/:id",
    permission: "Webhook Endpoints Write",
    input: z.strictObject({}),
    run: (world, { ids: [id = ""] }) => {
      find(world.tables.endpoints, id, "webhook endpoint");
      world.tables.endpoints.delete(id);
      return { id, object: "webhook_endpoint", deleted: true };
    },
  }),
];
