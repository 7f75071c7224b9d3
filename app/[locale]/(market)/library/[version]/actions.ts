"use server";

import { z } from "zod";
import { formAction } from "@/app/action";
import { issueLink } from "@/lib/downloads/issue-link";

const wantedFile = z.strictObject({ versionId: z.uuid(), path: z.string().min(1).max(300) });

/** The link as JSON, with how long it lives; "" for every kind of no. */
export const getLink = formAction(wantedFile, async (me, { versionId, path }) => {
  const link = await issueLink(me, versionId, path);
  return link ? JSON.stringify({ url: link.url, lifeSeconds: (link.expiresAt.getTime() - Date.now()) / 1000 }) : "";
});
