import type Stripe from "stripe";
import { z } from "zod";
import { newId } from "./ids.ts";
import { expand, metadata, type Only, page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, type World } from "./world.ts";

const email = z.email().max(512);

const details = {
  email: email.optional(),
  name: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  expand,
} satisfies Only<Stripe.CustomerCreateParams>;

export interface CustomerDetails {
  email?: string | undefined;
  name?: string | undefined;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

export function createCustomer(world: World, input: CustomerDetails): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId("cus_", 14),
    object: "customer",
    balance: 0,
    created: world.nowSeconds(),
    default_source: null,
    description: input.description ?? null,
    email: input.email ?? null,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    shipping: null,
  } as Stripe.Customer;
  world.tables.customers.set(customer.id, customer);
  world.emit("customer.created", customer);
  return customer;
}

function updateCustomer(world: World, id: string, input: CustomerDetails): Stripe.Customer {
  const customer = find(world.tables.customers, id, "customer");
  if (input.email !== undefined) customer.email = input.email;
  if (input.name !== undefined) customer.name = input.name;
  if (input.description !== undefined) customer.description = input.description;
  if (input.metadata !== undefined) customer.metadata = { ...customer.metadata, ...input.metadata };
  world.emit("customer.updated", customer);
  return customer;
}

export const customerRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/customers",
    permission: "Customers Write",
    input: z.strictObject(details),
    run: (world, { input }) => createCustomer(world, input),
  }),
  route({
    method: "GET",
    path: "/v1/customers",
    permission: "Customers Read",
    input: z.strictObject({ ...page, email: email.optional() }),
    run: (world, { input }) =>
      listPage("/v1/customers", world.tables.customers.values(), input, { email: input.email }),
  }),
  route({
    method: "GET",
    path: "/v1/customers/:id",
    permission: "Customers Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.customers, id, "customer"),
  }),
  route({
    method: "POST",
    path: "/v1/customers/:id",
    permission: "Customers Write",
    input: z.strictObject(details),
    run: (world, { ids: [id = ""], input }) => updateCustomer(world, id, input),
  }),
];
