import type { World } from "../world.ts";
import { mediaWorks } from "./media-works.ts";
import { moneyWorks } from "./money-works.ts";
import { newIds, plantWork } from "./work.ts";

/** One lawful write for every policy of the workers that writes, and what goes beyond them. */
export async function worksOf(w: World) {
  const ids = newIds();
  await plantWork(w, ids);
  const [media, money] = [mediaWorks(w, ids), moneyWorks(w, ids)];
  return { ...ids, writes: { ...media.writes, ...money.writes }, beyond: { ...media.beyond, ...money.beyond } };
}
