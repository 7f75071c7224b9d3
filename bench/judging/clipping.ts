import type { Ffmpeg } from "../../lib/pipeline/decode/ffmpeg.ts";
import { clippingRatio } from "../../lib/pipeline/judge/clipping.ts";
import { measureChannel } from "../../lib/pipeline/judge/measure-channel.ts";
import { findVoice } from "../../lib/pipeline/judge/voice-activity.ts";
import { ringing } from "../../tests/fixtures/judging/noises.ts";
import { activePower, rateHz, type Speech } from "../../tests/fixtures/judging/speech.ts";
import { type Codec, codecsHere, coded } from "../codecs.ts";
import { type Measure, median } from "../measure.ts";
import { error } from "./measures.ts";

const shares = [0.001, 0.006, 0.03] as const;
/** Loud, and far enough under full scale for a codec's overshoot. */
const level = 0.1;
const headroom = 0.7;

interface Sound {
  samples: Int16Array;
  rateHz: number;
}
type Way = (samples: Int16Array) => Promise<Sound>;

/** Measured against true share of clipped samples, by what came after the clipping; and what is invented. */
export async function measureClipping(ffmpeg: Ffmpeg, voices: readonly Speech[]): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, way] of await ways(ffmpeg)) {
    const halves = name.startsWith("one half wave") ? "positive" : "both";
    const errors: number[] = [];
    const invented: number[] = [];
    for (const voice of voices) {
      const loud = loudly(voice);
      invented.push(await measured(way, loud));
      for (const share of shares) {
        const { clipped, truth } = clippedTo(loud, share, halves);
        errors.push(100 * Math.abs((await measured(way, clipped)) / truth - 1));
      }
    }
    const unit = "% of the true share";
    measures.push(
      error(`judging, clipping 0.1 to 3 %, ${name}: error, middle`, median(errors), unit, 15),
      error(`judging, clipping 0.1 to 3 %, ${name}: error, worst`, Math.max(...errors), unit, 25),
      error(`judging, clipping, none, ${name}: found, worst`, 1e6 * Math.max(...invented), "samples of a million", 10),
    );
  }
  return [...measures, ...ofTones()];
}

async function ways(ffmpeg: Ffmpeg): Promise<Map<string, Way>> {
  const codecs = await codecsHere();
  const alone = (samples: Int16Array): Sound => ({ samples, rateHz });
  const through = (codec: Codec | undefined): Way | undefined =>
    codec &&
    (async (samples) => {
      const quieter = samples.map((sample) => headroom * sample);
      const { left, sampleRateHz } = await coded(ffmpeg, codec, [quieter], rateHz);
      return { samples: left, rateHz: sampleRateHz };
    });
  const list: [string, Way | undefined][] = [
    ["as it was", async (samples) => alone(samples)],
    ["turned down", async (samples) => alone(samples.map((sample) => 0.5 * sample))],
    ["with an offset", async (samples) => alone(samples.map((sample) => 0.5 * sample + 1_600))],
    ["one half wave", async (samples) => alone(samples)],
    ["then resampled to 8 kHz", async (samples) => ({ samples: halved(samples), rateHz: rateHz / 2 })],
    ...["MP3 64 kbit/s", "MP3 32 kbit/s", "GSM", "AMR 12.2 kbit/s"].map((name): [string, Way | undefined] => [
      `then ${name}`,
      through(codecs.get(name)),
    ]),
  ];
  return new Map(list.filter((one): one is [string, Way] => one[1] !== undefined));
}

async function measured(way: Way, samples: Int16Array): Promise<number> {
  const sound = await way(samples);
  return clippingRatio(sound.samples, findVoice(sound.samples, sound.rateHz));
}

function loudly(voice: Speech): Int16Array {
  const gain = (32_768 * level) / Math.sqrt(activePower(voice));
  return Int16Array.from(voice.samples, (sample) => Math.max(-32_767, Math.min(32_767, Math.round(gain * sample))));
}

function clippedTo(samples: Int16Array, share: number, halves: "both" | "positive") {
  const loudness = (sample: number) => (halves === "both" ? Math.abs(sample) : Math.max(0, sample));
  const levels = Int16Array.from(samples, loudness).sort();
  const limit = levels[Math.floor(levels.length * (1 - share))]!;
  const count = samples.reduce((sum, sample) => sum + (loudness(sample) >= limit ? 1 : 0), 0);
  const lowest = halves === "both" ? -limit : -32_768;
  return {
    clipped: samples.map((sample) => Math.max(lowest, Math.min(limit, sample))),
    truth: count / samples.length,
  };
}

/** Half the rate, by a windowed sinc of 63 taps, as a converter does it. */
function halved(samples: Int16Array): Int16Array {
  const reach = 31;
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const t = i - reach;
    const sinc = t === 0 ? 0.5 : Math.sin((Math.PI * t) / 2) / (Math.PI * t);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * t) / (reach + 1)));
  });
  return Int16Array.from({ length: samples.length >> 1 }, (_, i) =>
    taps.reduce((sum, tap, k) => sum + headroom * tap * (samples[2 * i + k - reach] ?? 0), 0),
  );
}

/** Tones with flat tops of their own are not clipped speech. */
function ofTones(): Measure[] {
  const square = (hz: number) =>
    Int16Array.from(
      { length: 20 * rateHz },
      (_, i) => 20_000 * Math.tanh(5 * Math.sin((2 * Math.PI * hz * i) / rateHz)),
    );
  const sounds = {
    "square tones": square(440),
    "ring tones": Int16Array.from(ringing(20 * rateHz, rateHz), (sample) => 60_000 * sample),
  };
  return Object.entries(sounds).map(([name, samples]) => {
    const found = 1e6 * measureChannel({ channel: "left", samples }, rateHz).clippingRatio;
    return error(`judging, clipping, none, ${name}: found, worst`, found, "samples of a million", 10);
  });
}
