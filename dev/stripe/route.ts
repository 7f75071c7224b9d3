import type { z } from "zod";
import type { World } from "./world.ts";

/** Stripe's permissions for restricted keys are per resource, to read or to write. */
export type Permission = `${string} Read` | `${string} Write`;

export interface Call<T> {
  /** The path's variable parts, in order. */
  ids: string[];
  input: T;
  /** The connected account named by the Stripe-Account header. */
  account: string | undefined;
}

export interface Route<T = unknown> {
  method: "GET" | "POST" | "DELETE";
  /** Such as `/v1/transfers/:id`. */
  path: string;
  permission: Permission;
  input: z.ZodType<T>;
  run(world: World, call: Call<T>): object;
}

/** Keeps a route's input type between its schema and its verb, then forgets it for the table of routes. */
export function route<T>(definition: Route<T>): Route {
  return definition as unknown as Route;
}

/** The ids in the path when it fits the pattern, else null. */
export function matchPath(pattern: string, path: string): string[] | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const ids: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":") && value !== "") ids.push(value);
    else if (part !== value) return null;
  }
  return ids;
}
