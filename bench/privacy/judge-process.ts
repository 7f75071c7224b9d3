import { prepareJudge } from "./judge.ts";
import { readMaterial } from "./kept-material.ts";
import { methods } from "./methods.ts";

// One of the bench's processes: is told the name of a method, answers with its judgement, until it is let go.
const judge = prepareJudge(await readMaterial(new URL(process.argv[2]!)));
process.on("message", (name: string) => {
  const method = methods.find((one) => one.name === name);
  if (!method) throw new Error(`no method is called ${name}`);
  process.send?.(judge(method));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
