import { randomUUID } from "node:crypto";
import { datasets, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { DatasetInput } from "./input.ts";

/** A dataset with its first draft, 1.0.0. Refused with "conflict" where the slug is taken. Answers with the draft's id. */
export async function createDataset(
  viewer: Viewer,
  input: DatasetInput,
): Promise<{ datasetId: string; versionId: string }> {
  const datasetId = randomUUID();
  const versionId = randomUUID();
  const { pricePerHour, ...said } = input;
  await theDoor().act(viewer, "datasets.create", datasetId, async (tx) => {
    await tx.insert(datasets).values({ id: datasetId, ...said, pricePerHourCents: Math.round(pricePerHour * 100) });
    await tx.insert(versions).values({ id: versionId, datasetId, number: "1.0.0" });
  });
  return { datasetId, versionId };
}
