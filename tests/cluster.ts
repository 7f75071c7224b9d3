import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { makeDatabase, startCluster } from "../dev/cluster.ts";
import type { Market } from "./market.ts";
import type { People } from "./people.ts";

/** The template that every test worker clones: migrated once a run. */
export const template = "consonant_template";

declare module "vitest" {
  interface ProvidedContext {
    cluster: { root: string; host: string; passwords: Record<string, string> };
    /** A database that has its market and its people already. */
    planted?: { database: string; people: People; market: Market };
  }
}

/** One throwaway PostgreSQL for the run, in a folder of its own: two runs at once do not meet. */
export default async function setup(project: TestProject) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "consonant-tests-"));
  fs.chmodSync(folder, 0o711); // the account that runs PostgreSQL for root must get through
  const cluster = await startCluster(path.join(folder, "postgres"), { throwaway: true });
  await makeDatabase(cluster, template);
  project.provide("cluster", cluster.where);
  return () => {
    cluster.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
