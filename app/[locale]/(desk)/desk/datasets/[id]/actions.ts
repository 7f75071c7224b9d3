"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/action";
import { editDataset } from "@/lib/catalog/edit-dataset";
import { datasetEdit } from "@/lib/catalog/input";
import { addClips, removeClips, startVersion } from "@/lib/releases/compose-version";
import { publishVersion } from "@/lib/releases/publish-version";
import { curatedDataset } from "@/lib/releases/read";
import { nextNumber } from "@/lib/releases/semver";

const clips = z.strictObject({ versionId: z.uuid(), clipIds: z.array(z.uuid()).min(1).max(1_000) });

export const add = formAction(clips, async (me, input) => {
  const added = await addClips(me, input.versionId, input.clipIds);
  refresh();
  return String(added);
});

export const remove = formAction(clips, async (me, input) => {
  await removeClips(me, input.versionId, input.clipIds);
  refresh();
  return String(input.clipIds.length);
});

const publication = z.strictObject({ versionId: z.uuid(), notes: z.string().trim().min(1).max(2_000) });

export const publish = formAction(publication, async (me, input) => {
  await publishVersion(me, input.versionId, input.notes);
  refresh();
  return undefined;
});

const start = z.strictObject({ datasetId: z.uuid(), change: z.enum(["major", "minor", "patch"]) });

export const startNext = formAction(start, async (me, input) => {
  const newest = (await curatedDataset(me, input.datasetId))?.versions[0];
  await startVersion(me, input.datasetId, newest?.id ?? null, nextNumber(newest?.number ?? null, input.change));
  refresh();
  return undefined;
});

export const edit = formAction(datasetEdit.extend({ datasetId: z.uuid() }), async (me, { datasetId, ...said }) => {
  await editDataset(me, datasetId, said);
  refresh();
  return undefined;
});
