import { and, desc, eq } from "drizzle-orm";
import { datasets, entitlements, orders, versionFiles, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** The licences that the viewer's company holds, newest first. */
export const myLicences = (viewer: Viewer, limit = 100) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: entitlements.id,
        versionId: versions.id,
        number: versions.number,
        state: versions.state,
        slug: datasets.slug,
        title: datasets.title,
        licence: datasets.licence,
        language: datasets.language,
        speechSeconds: versions.speechSeconds,
        totalBytes: versions.totalBytes,
        priceCents: orders.priceCents,
        orderId: orders.id,
        poNumber: orders.poNumber,
        since: entitlements.createdAt,
        revokedAt: entitlements.revokedAt,
      })
      .from(entitlements)
      .innerJoin(versions, eq(versions.id, entitlements.versionId))
      .innerJoin(datasets, eq(datasets.id, versions.datasetId))
      .innerJoin(orders, eq(orders.id, entitlements.orderId))
      .orderBy(desc(entitlements.createdAt))
      .limit(limit),
  );

/** One licence with its files, by version: what the library's page shows. */
export async function licencePage(viewer: Viewer, versionId: string) {
  const licence = (await myLicences(viewer)).find((one) => one.versionId === versionId);
  if (!licence) return undefined;
  const files = await theDoor().look(viewer, (tx) =>
    tx
      .select({ path: versionFiles.path, bytes: versionFiles.bytes, sha256: versionFiles.sha256 })
      .from(versionFiles)
      .where(eq(versionFiles.versionId, versionId))
      .orderBy(versionFiles.path)
      .limit(1_000),
  );
  return { ...licence, files };
}

const ordered = {
  id: orders.id,
  state: orders.state,
  priceCents: orders.priceCents,
  poNumber: orders.poNumber,
  checkoutUrl: orders.checkoutUrl,
  versionId: orders.versionId,
  number: versions.number,
  title: datasets.title,
  slug: datasets.slug,
  at: orders.createdAt,
};

/** The company's orders, newest first; for finance, everybody's. */
export const orderList = (viewer: Viewer, limit = 50) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select(ordered)
      .from(orders)
      .innerJoin(versions, eq(versions.id, orders.versionId))
      .innerJoin(datasets, eq(datasets.id, versions.datasetId))
      .orderBy(desc(orders.createdAt))
      .limit(limit),
  );

export async function orderState(viewer: Viewer, orderId: string) {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select(ordered)
      .from(orders)
      .innerJoin(versions, eq(versions.id, orders.versionId))
      .innerJoin(datasets, eq(datasets.id, versions.datasetId))
      .where(eq(orders.id, orderId)),
  );
  return row;
}

/** What a checkout page needs of the version that is bought. */
export async function forSale(viewer: Viewer, slug: string) {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        versionId: versions.id,
        number: versions.number,
        title: datasets.title,
        slug: datasets.slug,
        licence: datasets.licence,
        priceCents: versions.priceCents,
        pricePerHourCents: datasets.pricePerHourCents,
        speechSeconds: versions.speechSeconds,
      })
      .from(datasets)
      .innerJoin(versions, and(eq(versions.id, datasets.currentVersionId), eq(versions.state, "published")))
      .where(eq(datasets.slug, slug)),
  );
  return row;
}
