import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { makeDatabase, startCluster } from "../dev/cluster.ts";

/** The template that every test worker clones: migrated once a run. */
export const template = "consonant_template";

declare module "vitest" {
  interface ProvidedContext {
    cluster: { root: string; host: string; passwords: Record<string, string> };
  }
}

/** One throwaway PostgreSQL for the whole run. */
export default async function setup(project: TestProject) {
  const cluster = await startCluster(path.join(os.tmpdir(), `consonant-tests-${os.userInfo().uid}`, "postgres"), {
    throwaway: true,
  });
  await makeDatabase(cluster, template);
  project.provide("cluster", cluster.where);
  return () => cluster.stop();
}
