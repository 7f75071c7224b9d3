import { register } from "node:module";

// The attacks are vitest's. Under this file their "vitest" is stories.ts, which can tell one story many times, each time
// against another database; stories.ts itself gets the real one, for its expect.
const hooks = `export const resolve = (name, from, next) =>
  name === "vitest" && !from.parentURL?.endsWith("/mutants/stories.ts")
    ? { url: ${JSON.stringify(new URL("./stories.ts", import.meta.url).href)}, shortCircuit: true }
    : next(name, from);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
