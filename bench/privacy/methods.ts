import { disguiseVoice } from "../../lib/pipeline/disguise/disguise.ts";
import { combo, mcAdams } from "./baselines/combo.ts";
import { world } from "./baselines/world.ts";
import type { Method } from "./method.ts";

const strengths = ["light", "default", "strong"] as const;
const ours = (strength: (typeof strengths)[number]): Method => ({
  name: strength,
  family: "pseudo-speaker",
  main: true,
  apply: (samples, sampleRateHz, speech, draw) => disguiseVoice(samples, sampleRateHz, speech, [], draw, strength),
});
const poles = (name: string, least: number, most: number, main = false): Method => ({
  name,
  family: "pole warps",
  main,
  apply: mcAdams(least, most),
});
const moved = (name: string, least: number, most: number, main = false): Method => ({
  name,
  family: "statistics",
  main,
  apply: combo(least, most),
});

/**
 * What is compared: nothing done, two baselines and the three strengths of the product; then more and less of each
 * family, for the curve of privacy against words. The first ones matter most, should a run be stopped.
 */
export const methods: readonly Method[] = [
  { name: "clear", family: "nothing", main: true, apply: () => undefined },
  poles("McAdams B2", 0.5, 0.9, true),
  moved("combo", 0.75, 0.95, true),
  ours("default"),
  ours("strong"),
  ours("light"),
  ...strengths.map(
    (strength): Method => ({ name: `WORLD ${strength}`, family: "WORLD", main: false, apply: world(strength) }),
  ),
  poles("poles less", 0.7, 0.95),
  poles("poles more", 0.35, 0.8),
  moved("combo less", 0.85, 1),
  moved("combo more", 0.6, 0.95),
];
