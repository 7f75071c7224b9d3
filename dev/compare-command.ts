import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  type Comparison,
  compareRecordings,
  type Side,
  type Verdict,
} from "../lib/pipeline/compare/compare-recordings.ts";
import { fingerprintChannel } from "../lib/pipeline/compare/fingerprint-channel.ts";
import { repeatedShare } from "../lib/pipeline/compare/repeated-share.ts";
import { decode } from "../lib/pipeline/decode/decode.ts";
import { startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { type NativeDecoder, openNativeDecoder } from "../lib/pipeline/decode/native-decoder.ts";
import { sniff } from "../lib/pipeline/decode/sniff.ts";
import type { RefusedRecording } from "../lib/pipeline/processed.ts";
import { refuse } from "../lib/pipeline/processed.ts";
import { comparison as thresholds } from "../lib/pipeline/rules.ts";
import { exits, type How, inWords, runCommand } from "./command.ts";

const help = `Tells whether two recordings hold the same call: re-encoded, cut, louder, a little faster, sides turned round.

  npm run -s compare -- A B [options]

  --json   the result as JSON: verdict, score, bitErrors, matchedSpeechSeconds, sides, matches, repeatedShare
  --help   this text

The score is the share of the speech of the recording with less of it that is in the other one, 0 to 1. From ${thresholds.sameFromShare} on it
is the same call; from ${thresholds.lookFromShare}, or a minute, a person should look. Each matching stretch is given with its times in both.

With FFMPEG_PATH set, that native ffmpeg decodes instead of the built-in one.

Exit codes: 0 different, 1 something broke, 2 wrong arguments, 3 a recording was refused, 10 the same, 11 a person should look.
`;
const exitCodes: Record<Verdict, number> = { different: 0, same: 10, look: 11 };

async function sidesOf(file: string, decoder: NativeDecoder | undefined): Promise<Side[] | RefusedRecording> {
  const audio = await readFile(file);
  const sniffed = sniff(audio);
  if ("refused" in sniffed) return refuse(sniffed.refused, { looksLike: sniffed.looksLike });
  const ffmpeg = await startFfmpeg(decoder);
  try {
    const decoded = await decode(ffmpeg, audio, sniffed.container);
    if ("outcome" in decoded) return decoded;
    const { sampleRateHz, left, right } = decoded;
    const side = (channel: Side["channel"], samples: Int16Array): Side => {
      return { channel, print: fingerprintChannel(samples, sampleRateHz) };
    };
    return right ? [side("left", left), side("right", right)] : [side("left", left)];
  } finally {
    await ffmpeg.stop();
  }
}

async function run({ files }: { files: [string, string] }, { json, progress }: How): Promise<number> {
  const decoder = await openNativeDecoder(process.env.FFMPEG_PATH);
  const recordings: Side[][] = [];
  for (const file of files) {
    progress(`Reading ${basename(file)}`);
    const sides = await sidesOf(file, decoder);
    if ("outcome" in sides) {
      const words = `${basename(file)}: refused, ${sides.reason} (${inWords(sides.detail)})`;
      process.stdout.write(`${json ? JSON.stringify({ file, ...sides }) : words}\n`);
      return exits.refused;
    }
    recordings.push(sides);
  }
  progress("Comparing");
  const [a, b] = recordings as [Side[], Side[]];
  const found = compareRecordings(a, b);
  const repeated = [a, b].map((sides) => repeatedShare(sides.map(({ print }) => print)));
  progress("");
  process.stdout.write(
    json ? `${JSON.stringify({ ...found, repeatedShare: repeated })}\n` : summary(found, repeated, files),
  );
  return exitCodes[found.verdict];
}

const verdicts: Record<Verdict, string> = {
  different: "Different calls",
  same: "The same call",
  look: "A person should look",
};
const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`;

function summary(found: Comparison, repeated: number[], files: [string, string]): string {
  const { verdict, score, bitErrors, matchedSpeechSeconds, matches } = found;
  const errors = bitErrors === null ? "" : `, ${percent(bitErrors)} of the bits differ there`;
  const lines = [
    `${verdicts[verdict]}: ${percent(score)} of the speech (${matchedSpeechSeconds} s) is in both${errors}.`,
  ];
  for (const { channel, otherChannel, stretches } of matches) {
    for (const { fromSeconds, toSeconds, otherFromSeconds, otherToSeconds, bitErrors } of stretches) {
      const here = `${channel} ${fromSeconds}–${toSeconds} s`;
      lines.push(`  ${here} is ${otherChannel} ${otherFromSeconds}–${otherToSeconds} s (${percent(bitErrors)})`);
    }
  }
  for (const [i, share] of repeated.entries()) {
    if (share > 0)
      lines.push(`${basename(files[i]!)} repeats itself: ${percent(share)} of its speech was said before.`);
  }
  return `${lines.join("\n")}\n`;
}

await runCommand({
  help,
  options: {},
  read: (_, [a, b, more]) =>
    a && b && more === undefined ? { files: [a, b] as [string, string] } : "Name two recordings.",
  run,
});
