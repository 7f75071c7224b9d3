import { cookies } from "next/headers";
import { cache } from "react";
import type { Viewer } from "../../db/viewer.ts";
import { cookieName, viewerOf } from "./whose-token.ts";

/** The person behind this page: the cookie is the database's session token itself, so next-auth is not asked. */
export const viewer = cache(async (): Promise<Viewer> => viewerOf((await cookies()).get(cookieName())?.value));
