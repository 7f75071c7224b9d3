import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { env } from "@/lib/env";

/** Everything public may be found; what belongs to one person has nothing to find. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection(); // settings are read when it runs, not when it is built
  const own = ["account", "library", "checkout", "studio", "desk", "sign-in"].flatMap((place) => [
    `/en/${place}`,
    `/fr/${place}`,
  ]);
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/download/", "/listen/", "/upload/", "/passkeys/", ...own],
    },
    sitemap: new URL("/sitemap.xml", env().SITE_URL).href,
  };
}
