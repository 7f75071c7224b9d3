import { type Ffmpeg, startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { crosstalkOf, levelsOf } from "../lib/pipeline/judge/crosstalk.ts";
import { measureChannel } from "../lib/pipeline/judge/measure-channel.ts";
import { bandwidthError, hearIn, rateError } from "../tests/fixtures/judging/figures.ts";
import { noise, noiseKinds } from "../tests/fixtures/judging/noises.ts";
import { crowd, unseen } from "../tests/fixtures/judging/scripts.ts";
import { canSpeak, speak } from "../tests/fixtures/judging/speak.ts";
import {
  atUsualLevel,
  committedSpeech,
  power,
  rateHz,
  type Speech,
  toInt16,
} from "../tests/fixtures/judging/speech.ts";
import { measureClipping } from "./judging/clipping.ts";
import { error, share } from "./judging/measures.ts";
import { measureMusic } from "./judging/music.ts";
import { type Measure, median } from "./measure.ts";

const seconds = 25;
const snrsDb = [30, 20, 10, 5] as const;

/**
 * How right the judge is where the truth is known: synthetic voices in noise of a known level, with known bands, clipping,
 * pace and crosstalk. Voices that no threshold was chosen on where espeak-ng is installed, else the committed ones.
 */
export async function measureJudging(): Promise<Measure[]> {
  const ffmpeg = await startFfmpeg();
  try {
    const installed = await canSpeak();
    if (!installed) console.log("espeak-ng is not installed: only the committed voices are judged, and no babble.");
    const voices = installed ? await spoken(ffmpeg, unseen) : await committedSpeech(ffmpeg);
    const noises = new Map<string, Float64Array>(
      noiseKinds.map((kind) => [kind, noise(kind, seconds * rateHz, rateHz, 77)]),
    );
    if (installed) noises.set("babble", babble(await spoken(ffmpeg, crowd)));
    return [
      ...inNoise(voices, noises),
      ...ofSound(voices, noises.get("pink")!),
      ...(await measureClipping(ffmpeg, voices)),
      ...measureMusic(voices, noises),
      ...withoutSpeech(),
    ];
  } finally {
    await ffmpeg.stop();
  }
}

async function spoken(ffmpeg: Ffmpeg, scripts: typeof unseen): Promise<Speech[]> {
  const voices: Speech[] = [];
  for (const script of scripts) voices.push(await speak(ffmpeg, script));
  return voices;
}

/** Eight people at once, equally loud. */
function babble(voices: readonly Speech[]): Float64Array {
  const sum = new Float64Array(seconds * rateHz);
  for (const [index, { samples }] of voices.entries()) {
    const level = 1 / Math.sqrt(power(samples));
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + level * samples[(i + index * 23_757) % samples.length]!;
  }
  return sum;
}

function inNoise(voices: readonly Speech[], noises: ReadonlyMap<string, Float64Array>): Measure[] {
  const measures: Measure[] = [];
  for (const [kind, sound] of noises) {
    const errors: number[] = [];
    for (const snrDb of snrsDb) {
      const heard = voices.map((voice) => hearIn(voice, sound, snrDb));
      const right = 100 * mean(heard.map(({ framesRight }) => framesRight));
      measures.push(share(`judging, ${kind} noise at ${snrDb} dB: frames right`, right, "% of frames", 95));
      if (snrDb >= 10) errors.push(...heard.map(({ snrError }) => Math.abs(snrError ?? Number.NaN)));
    }
    const said = errors.filter(Number.isFinite);
    const unit = `dB, ${said.length} of ${errors.length} said, 10 to 30 dB`;
    measures.push(error(`judging, ${kind} noise: error of the ratio, worst`, Math.max(...said), unit, 1.8));
    measures.push(error(`judging, ${kind} noise: error of the ratio, middle`, median(said), unit, 0.5));
  }
  return measures;
}

function ofSound(voices: readonly Speech[], pink: Float64Array): Measure[] {
  const worst = (values: number[]) => Math.max(...values.map(Math.abs));
  const bands = [3_400, 4_000, 7_000, 8_000].map((edge) =>
    error(
      `judging, band up to ${edge} Hz: error, worst`,
      worst(voices.map((voice) => bandwidthError(voice, pink, edge))),
      "Hz",
      150,
    ),
  );
  const rates = voices.map((voice) => 100 * rateError(voice, pink));
  return [
    ...bands,
    error("judging, syllables a second: error, worst", worst(rates), "%", 15),
    error("judging, syllables a second: error, middle", median(rates.map(Math.abs)), "%", 8),
    ...crosstalkErrors(voices),
  ];
}

/** The first voice talks, then the second, then the first: the second leaks onto the first's channel, 120 ms later. */
function crosstalkErrors(voices: readonly Speech[]): Measure[] {
  const errors: number[] = [];
  let missed = 0;
  let invented = 0;
  const hiss = noise("white", seconds * rateHz, rateHz, 78);
  for (const [index, voice] of voices.entries()) {
    const [one, two] = [atUsualLevel(voice), atUsualLevel(voices[(index + 1) % voices.length]!)];
    for (const leakDb of [-10, -26, Number.NEGATIVE_INFINITY]) {
      const own = new Float64Array(2 * one.length + two.length);
      own.set(one, 0);
      own.set(one, one.length + two.length);
      const other = new Float64Array(own.length);
      other.set(two, one.length);
      const leak = 10 ** (leakDb / 20);
      const heard = crosstalkOf(
        levels(own.map((x, i) => x + leak * (other[i - 0.12 * rateHz] ?? 0) + 0.003 * hiss[i % hiss.length]!)),
        levels(other.map((x, i) => x + 0.003 * hiss[(i + rateHz) % hiss.length]!)),
      );
      if (leak === 0) invented += heard ? 1 : 0;
      else if (heard) errors.push(Math.abs(heard.leakDb - leakDb));
      else missed++;
    }
  }
  return [
    error("judging, crosstalk of -10 and -26 dB: error, worst", Math.max(...errors), `dB, ${missed} missed`, 3),
    error("judging, crosstalk where there is none", invented, `of ${voices.length} calls`, 1),
  ];
}

const levels = (sound: Float64Array) => levelsOf(toInt16(sound), rateHz);

function withoutSpeech(): Measure[] {
  const samples = {
    silence: new Int16Array(20 * rateHz),
    "white noise": toInt16(noise("white", 20 * rateHz, rateHz, 79).map((x) => 0.05 * x)),
  };
  return Object.entries(samples).map(([name, sound]) => {
    const said = 100 * measureChannel({ channel: "left", samples: sound }, rateHz).speechRatio;
    return error(`judging, ${name}: taken for speech`, said, "% of frames", 10);
  });
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
