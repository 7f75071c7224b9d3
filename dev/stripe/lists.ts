import { invalidRequest } from "./errors.ts";

export interface PageInput {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined };
}

export interface List<T> {
  object: "list";
  url: string;
  has_more: boolean;
  data: T[];
}

/** A page of objects, newest first, as Stripe lists them. `filter` keeps rows that have all of its given values. */
export function listPage<T extends { id: string; created: number }>(
  url: string,
  rows: Iterable<T>,
  input: { [K in keyof PageInput]: PageInput[K] | undefined },
  filter: { [K in keyof T]?: unknown } = {},
): List<T> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = input.created ?? {};
  const kept: T[] = [];
  for (const row of rows) {
    const inTime = row.created > gt && row.created >= gte && row.created < lt && row.created <= lte;
    if (inTime && wanted.every(([key, value]) => row[key as keyof T] === value)) kept.push(row);
  }
  kept.reverse();
  const limit = input.limit ?? 10;
  if (input.ending_before) {
    const end = positionOf(kept, input.ending_before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", url, has_more: start > 0, data: kept.slice(start, end) };
  }
  const start = input.starting_after ? positionOf(kept, input.starting_after, "starting_after") + 1 : 0;
  return { object: "list", url, has_more: kept.length > start + limit, data: kept.slice(start, start + limit) };
}

function positionOf(rows: { id: string }[], id: string, param: string): number {
  const position = rows.findIndex((row) => row.id === id);
  if (position < 0) throw invalidRequest("resource_missing", `No such object: '${id}'`, param);
  return position;
}
