import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { marketSources } from "./server/market-pages.ts";

const SHARED = [{ key: "Cache-Control", value: "public, max-age=0, must-revalidate" }];

const config: NextConfig = {
  // A failed build deletes what it was building into, so a check builds elsewhere than the running one.
  distDir: process.env.CONSONANT_DIST ?? ".next",
  poweredByHeader: false,
  compress: false,
  // Metadata in <head> for everyone: the same bytes whatever the User-Agent.
  htmlLimitedBots: /.*/,
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "graphile-worker", "age-encryption", "@ffmpeg/core", "@duckdb/node-api"],
  headers: async () => marketSources.map((source) => ({ source, headers: SHARED })),
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
