import { type Draw, drawsFor } from "../../lib/pipeline/disguise/draws.ts";

/** A synthetic person: a voice of espeak-ng that the bench invents, and how fast this person talks. */
export interface Speaker {
  name: string;
  accent: string;
  /** An espeak-ng variant file: pitch, formants, bandwidths, breath, stress. */
  variant: string;
  wordsPerMinute: number;
}

const accents = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-us-nyc"];

/**
 * Invents `count` people. `group` is part of every draw, so that people of two groups share nothing: that is how the
 * voices a method is tuned on are kept apart from those it is judged on.
 */
export function inventSpeakers(group: string, count: number): Speaker[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = drawsFor(`speaker ${group} ${i}`, new TextEncoder().encode("privacy bench"));
    const name = `${group.replace(/\W/g, "")}${i}`;
    const accent = accents[Math.floor(draw() * accents.length)]!;
    return { name, accent, variant: variantOf(name, i % 2 === 0, draw), wordsPerMinute: Math.round(145 + 45 * draw()) };
  });
}

function variantOf(name: string, female: boolean, draw: Draw): string {
  const between = (low: number, high: number) => Math.round(low + (high - low) * draw());
  const base = female ? between(145, 205) : between(78, 122);
  const top = Math.round(base * (1.25 + 0.35 * draw()));
  // The length of the vocal tract scales all formants; the mouth and the jaw move each a little more.
  const tract = female ? between(104, 120) : between(90, 106);
  const formants = [1, 2, 3, 4, 5].map((n) => {
    const frequency = Math.round(tract * (1 + 0.07 * (2 * draw() - 1)));
    return `formant ${n} ${frequency} ${between(75, 120)} ${between(85, 135)}`;
  });
  return [
    "language variant",
    `name ${name}`,
    `gender ${female ? "female" : "male"}`,
    `pitch ${base} ${top}`,
    `flutter ${between(1, 6)}`,
    `roughness ${between(0, 4)}`,
    `formant 0 100 ${between(85, 115)} ${between(90, 120)}`,
    ...formants,
    `tone 100 ${between(150, 255)} 600 ${between(110, 220)} 1500 ${between(60, 150)} 3000 ${between(20, 120)}`,
    `breath 0 ${[1, 2, 3, 4, 5].map(() => between(0, 3)).join(" ")}`,
    `consonants ${between(70, 130)} ${between(70, 130)}`,
    `stressAdd ${[0, 0, 0, 0].map(() => between(-10, 10)).join(" ")} 0 0 ${between(-10, 40)} ${between(-10, 60)}`,
    "",
  ].join("\n");
}
