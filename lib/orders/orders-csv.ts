import { and, asc, count, eq, gte, lt } from "drizzle-orm";
import { datasets, entitlements, orders, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type CsvFile, csvFile, partRows } from "../csv.ts";
import { decimal } from "../format.ts";
import type { Period } from "../period.ts";
import { theDoor } from "../the-door.ts";

export type OrdersColumns = Record<
  | "at"
  | "order"
  | "dataset"
  | "version"
  | "versionId"
  | "licence"
  | "poNumber"
  | "state"
  | "price"
  | "licensedSince"
  | "licenceEnded",
  string
>;

/** The company's orders of a period, oldest first, each with the licence that came of it. */
export async function ordersCsv(
  viewer: Viewer,
  asked: { period: Period; part: number },
  titles: OrdersColumns,
): Promise<CsvFile> {
  const { period, part } = asked;
  const within = and(gte(orders.createdAt, period.from), lt(orders.createdAt, period.to));
  const [rows, [found]] = await Promise.all([
    linesOf(viewer, within, part),
    theDoor().look(viewer, (tx) => tx.select({ orders: count() }).from(orders).where(within)),
  ]);
  type Line = (typeof rows)[number];
  return csvFile<Line>(
    { name: `orders-${period.name}`, part, total: found!.orders },
    [
      { title: titles.at, at: (line) => line.at },
      { title: titles.order, text: (line) => line.id },
      { title: titles.dataset, text: (line) => line.title },
      { title: titles.version, text: (line) => line.number },
      { title: titles.versionId, text: (line) => line.versionId },
      { title: titles.licence, text: (line) => line.licence },
      { title: titles.poNumber, text: (line) => line.poNumber },
      { title: titles.state, text: (line) => line.state },
      { title: titles.price, figure: (line) => decimal(BigInt(line.priceCents), 2) },
      { title: titles.licensedSince, at: (line) => line.licensedSince },
      { title: titles.licenceEnded, at: (line) => line.licenceEnded },
    ],
    rows,
  );
}

const linesOf = (viewer: Viewer, within: ReturnType<typeof and>, part: number) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        at: orders.createdAt,
        id: orders.id,
        title: datasets.title,
        number: versions.number,
        versionId: orders.versionId,
        licence: datasets.licence,
        poNumber: orders.poNumber,
        state: orders.state,
        priceCents: orders.priceCents,
        licensedSince: entitlements.createdAt,
        licenceEnded: entitlements.revokedAt,
      })
      .from(orders)
      .leftJoin(versions, eq(versions.id, orders.versionId))
      .leftJoin(datasets, eq(datasets.id, versions.datasetId))
      .leftJoin(entitlements, eq(entitlements.orderId, orders.id))
      .where(within)
      .orderBy(asc(orders.createdAt), asc(orders.id))
      .limit(partRows)
      .offset((part - 1) * partRows),
  );
