import { tokenOf, type Viewer } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";
import { signLink } from "./link-signature.ts";

export type IssuedLink = { url: string; expiresAt: Date; bytes: number; sha256: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** No file has one in its name, and a NUL would be the database's error instead of a no. */
const CONTROL = /\p{Cc}/u;

/**
 * A signed link to one file of a version that the viewer's company may download; null for every kind of no. One query,
 * which checks licence, version and switches and writes down that the link was issued, and one HMAC.
 */
export async function issueLink(viewer: Viewer, versionId: string, path: string): Promise<IssuedLink | null> {
  if (viewer.via === "nobody" || !uuid.test(versionId) || path.length > 300 || CONTROL.test(path)) return null;
  const { LINK_SECONDS, LINK_SIGNING_KEY, DELIVERY_URL } = env();
  type Row = { grant_id: string; expires_at: Date; bytes: string; sha256: string };
  const [row] = await theDoor().ask<Row>("issue_download", tokenOf(viewer), versionId, path, LINK_SECONDS);
  if (!row) return null;
  const expiresAt = new Date(row.expires_at);
  const claim = { grantId: row.grant_id, expiresAt: Math.floor(expiresAt.getTime() / 1000) };
  const url = DELIVERY_URL + signLink(LINK_SIGNING_KEY, claim, path.slice(path.lastIndexOf("/") + 1));
  return { url, expiresAt, bytes: Number(row.bytes), sha256: row.sha256 };
}
