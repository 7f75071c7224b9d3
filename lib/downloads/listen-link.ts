import { tokenOf, type Viewer } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";
import { signLink } from "./link-signature.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A signed link to one disguised clip: for its contributor, a reviewer, a curator; null for every kind of no. */
export async function listenLink(viewer: Viewer, clipId: string): Promise<string | null> {
  if (viewer.via !== "session" || !uuid.test(clipId)) return null;
  const [row] = await theDoor().ask<{ grant_id: string; expires_at: Date }>("issue_listen", tokenOf(viewer), clipId);
  if (!row) return null;
  const expiresAt = Math.floor(new Date(row.expires_at).getTime() / 1000);
  const { DELIVERY_URL, LINK_SIGNING_KEY } = env();
  return DELIVERY_URL + signLink(LINK_SIGNING_KEY, { grantId: row.grant_id, expiresAt }, "clip.flac");
}
