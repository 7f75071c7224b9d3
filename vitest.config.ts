import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, "**/.next*/**", "dist/**", "e2e/**", ".consonant/**"];
const shared = { testTimeout: 30_000, hookTimeout: 60_000, exclude };

// Two projects, so that what needs no database runs without one: `npx vitest run --project house`. A test in a folder that
// neither of them names would never run: tests/house/shape-laws.ts refuses it.
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias: { "@": import.meta.dirname } }, // as tsconfig.json says, for what is in app/
        test: {
          ...shared,
          name: "house",
          include: [
            "tests/{house,edge,outside}/**/*.test.ts",
            "{app,components,lib,db,server,worker,delivery,passkeys,dev,i18n,messages}/**/*.test.{ts,tsx}",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "rooms",
          include: ["tests/{rooms,attacks,catalogue}/**/*.test.ts"],
          globalSetup: ["tests/cluster.ts"],
        },
      },
    ],
  },
});
