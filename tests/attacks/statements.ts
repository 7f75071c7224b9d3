import { randomUUID } from "node:crypto";
import type { Tx, World } from "../world.ts";

type Values = Record<string, unknown>;

/** What a taken-over web would send: whole rows of its own choosing. The world is asked for late: tests open it in beforeAll. */
export const statementsOf = (world: () => World) => {
  const newRecording = (o: Values = {}) => ({
    id: randomUUID(),
    contributor_id: world().people.dana.id,
    title: "x",
    language: "en",
    kind: "family",
    own_channel: "left",
    ...o,
  });
  const order = (o: Values) => ({
    organisation_id: world().market.organisations.ola,
    buyer_id: world().people.ola.id,
    version_id: world().market.version,
    price_cents: 900,
    ...o,
  });
  return {
    newRecording,
    add: (o: Values) => (t: Tx) => t`insert into app.recordings ${t(newRecording(o))}`,
    buy: (o: Values) => (t: Tx) => t`insert into app.orders ${t(order(o))}`,
    sql: (query: string) => (t: Tx) => t.unsafe(query),
  };
};
