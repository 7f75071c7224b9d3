import { register } from "tsx/esm/api";

// Development only: Node 20 does not hand its parent's loader to a thread, so the thread registers tsx by itself and
// then runs the TypeScript file that it was started for.
register();
await import(process.argv[2]);
