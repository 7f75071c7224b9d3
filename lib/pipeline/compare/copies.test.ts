import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { decode } from "../decode/decode.ts";
import { type Ffmpeg, startFfmpeg } from "../decode/ffmpeg.ts";
import { sniff } from "../decode/sniff.ts";
import { type Comparison, compareRecordings, type Side } from "./compare-recordings.ts";
import { fingerprintChannel } from "./fingerprint-channel.ts";

const patience = { timeout: 120_000 };
let ffmpeg: Ffmpeg;
let original: Side[];
beforeAll(async () => {
  ffmpeg = await startFfmpeg();
  original = await sidesOf("boiler-repair.flac");
});
afterAll(() => ffmpeg.stop());

async function sidesOf(name: string): Promise<Side[]> {
  const audio = await fixtureBytes(name);
  const sniffed = sniff(audio);
  if ("refused" in sniffed) throw new Error(sniffed.refused);
  const decoded = await decode(ffmpeg, audio, sniffed.container);
  if ("outcome" in decoded) throw new Error(decoded.reason);
  const { left, right, sampleRateHz } = decoded;
  const side = (channel: Side["channel"], samples: Int16Array): Side => ({
    channel,
    print: fingerprintChannel(samples, sampleRateHz),
  });
  return right ? [side("left", left), side("right", right)] : [side("left", left)];
}
const sidesFound = ({ matches }: Comparison) =>
  matches.map(({ channel, otherChannel }) => `${channel} is ${otherChannel}`);

// made from boiler-repair.flac by sox and ffmpeg; each name says how
describe("a copy through a codec, as the pipeline reads it", () => {
  it.each([
    ["../copies/boiler-repair-32k.mp3", ["left is left", "right is right"]],
    ["../copies/boiler-repair-24k.ogg", ["left is left", "right is right"]],
    ["../copies/boiler-repair-475.amr", ["left is right"]],
    ["../copies/boiler-repair-faster-swapped.mp3", ["left is right", "right is left"]],
    ["one-side.amr", ["left is left"]],
  ])("%s is the same call", patience, async (name, sides) => {
    const found = compareRecordings(await sidesOf(name), original);
    expect(found).toMatchObject({ verdict: "same" });
    expect(found.score).toBeGreaterThan(0.9);
    expect(found.bitErrors).toBeLessThan(0.25);
    expect(sidesFound(found)).toEqual(sides);
  });
});

it.each([
  "moving-an-appointment.ogg",
  "parcel-next-door.flac",
  "boiler-visit.flac",
  "restaurant-booking.ogg",
  "noise-only.ogg",
  "silence.flac",
])("%s is another", patience, async (name) => {
  expect(compareRecordings(await sidesOf(name), original)).toMatchObject({
    verdict: "different",
    score: 0,
    matches: [],
  });
});
