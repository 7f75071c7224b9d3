import { lineItemsOf } from "./checkout.ts";
import { invalidRequest } from "./errors.ts";
import type { Permission } from "./route.ts";
import type { Tables } from "./state.ts";
import type { World } from "./world.ts";

type Json = Record<string, unknown>;

/** Fields that hold an id and may be replaced by its object, with the permission that reading it takes. */
const EXPANDABLE: Record<string, { table: keyof Tables; permission: Permission }> = {
  balance_transaction: { table: "movements", permission: "Balance Transactions Read" },
  charge: { table: "charges", permission: "Charges Read" },
  customer: { table: "customers", permission: "Customers Read" },
  latest_charge: { table: "charges", permission: "Charges Read" },
  payment_intent: { table: "paymentIntents", permission: "PaymentIntents Read" },
  source_transaction: { table: "charges", permission: "Charges Read" },
  transfer: { table: "transfers", permission: "Transfers Read" },
};

const DEPTH_LIMIT = 4;

/** Replaces ids by objects in an answer, in place, for paths such as `payment_intent.latest_charge`. */
export function expandPaths(
  world: World,
  answer: object,
  paths: readonly string[],
  allow: (permission: Permission) => void,
): void {
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > DEPTH_LIMIT) {
      throw invalidRequest(null, `You cannot expand more than ${DEPTH_LIMIT} levels of a property.`, "expand");
    }
    expandPart(world, answer as Json, parts, allow, path);
  }
}

function expandPart(
  world: World,
  holder: Json,
  [field = "", ...rest]: string[],
  allow: (permission: Permission) => void,
  path: string,
): void {
  if (field === "data" && Array.isArray(holder.data)) {
    for (const row of holder.data) expandPart(world, row as Json, rest, allow, path);
    return;
  }
  if (field === "line_items" && holder.object === "checkout.session") {
    holder.line_items = structuredClone(lineItemsOf(world, String(holder.id)));
    return;
  }
  const target = EXPANDABLE[field];
  if (!target || !(field in holder)) {
    throw invalidRequest(null, `This property cannot be expanded (${field}). Path: ${path}.`, "expand");
  }
  const value = holder[field];
  if (typeof value === "string") {
    allow(target.permission);
    holder[field] = objectIn(world.tables, target.table, value);
  }
  const expanded = holder[field];
  if (rest.length > 0 && typeof expanded === "object" && expanded !== null) {
    expandPart(world, expanded as Json, rest, allow, path);
  }
}

function objectIn(tables: Tables, table: keyof Tables, id: string): unknown {
  const found = tables[table].get(id);
  if (!found) return id;
  return structuredClone("transaction" in found ? found.transaction : found);
}
