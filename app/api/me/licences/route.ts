import { viewer } from "@/lib/identity/viewer";
import { myLicences } from "@/lib/orders/read";
import { errorCodeOf, errorResponse } from "@/lib/web/error-response";
import { log } from "@/lib/web/log";

const PRIVATE = { "Cache-Control": "private, no-store", Vary: "Cookie" };

/** Which versions the viewer's company may download: `{ signedIn, versions }`, for the islands of the market's pages. */
export async function GET(): Promise<Response> {
  try {
    const me = await viewer();
    if (me.via !== "session") return Response.json({ signedIn: false, versions: [] }, { headers: PRIVATE });
    const held = me.role === "buyer" ? await myLicences(me) : [];
    const versions = held.filter(({ revokedAt }) => revokedAt === null).map(({ versionId }) => versionId);
    return Response.json({ signedIn: true, versions }, { headers: PRIVATE });
  } catch (error) {
    if (errorCodeOf(error) === "broken") log.error({ err: error }, "licences could not be told");
    return errorResponse(error);
  }
}
