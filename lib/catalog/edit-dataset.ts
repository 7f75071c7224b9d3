import { eq } from "drizzle-orm";
import type { z } from "zod";
import { one } from "../../db/door.ts";
import { datasets } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { datasetEdit } from "./input.ts";

/** Words and price of the next version; what is published keeps its own. */
export async function editDataset(
  viewer: Viewer,
  datasetId: string,
  input: z.infer<typeof datasetEdit>,
): Promise<void> {
  const { title, summary, pricePerHour } = input;
  const said = { title, summary, pricePerHourCents: Math.round(pricePerHour * 100) };
  await theDoor().act(viewer, "datasets.edit", datasetId, async (tx) => {
    one(await tx.update(datasets).set(said).where(eq(datasets.id, datasetId)).returning({ id: datasets.id }));
  });
}
