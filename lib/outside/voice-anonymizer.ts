import { askService, type ServiceFailure, serviceAddress } from "./ask-service.ts";
import { readWav, writeWav } from "./wav.ts";

/** Why the answer of an anonymizer cannot be used. The voice then stays where it is: nothing is passed on in its place. */
export type AnonymizerFailure =
  | ServiceFailure
  | "not_wav"
  | "wrong_format"
  | "wrong_length"
  | "wrong_loudness"
  | "unchanged";

export type Anonymized =
  | { outcome: "anonymized"; samples: Int16Array; by: string }
  | { outcome: "failed"; reason: AnonymizerFailure; detail: string };

export interface AnonymizerLimits {
  milliseconds: number;
  /** How far the length of the answer may be off. */
  lengthSeconds: number;
  loudnessDb: number;
  /** Correlation of wave forms from which the answer counts as the voice that was sent. */
  likeness: number;
}

export const anonymizerLimits: AnonymizerLimits = {
  milliseconds: 120_000,
  lengthSeconds: 0.065,
  loudnessDb: 20,
  likeness: 0.9,
};
/** What a WAV may hold beside the samples: names, dates, padding. */
const otherBytes = 65_536;

/**
 * Has one channel disguised by a service: `POST {url}/v1/anonymize`, multipart `file` (WAV, one channel) and `params`
 * (JSON), answered by `audio/wav` of the same rate and length. Fails closed, with a reason. The samples that come back
 * have exactly the length of those sent.
 */
export async function anonymizeElsewhere(
  url: string,
  samples: Int16Array,
  sampleRateHz: number,
  params: Record<string, string | number> = {},
  limits: AnonymizerLimits = anonymizerLimits,
  signal?: AbortSignal,
): Promise<Anonymized> {
  const wav = writeWav({ sampleRateHz, channels: [samples] });
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(wav)], { type: "audio/wav" }), "voice.wav");
  body.append("params", JSON.stringify(params));
  const { milliseconds } = limits;
  const mostBytes = wav.length + 2 * Math.ceil(limits.lengthSeconds * sampleRateHz) + otherBytes;
  const answer = await askService({ ...serviceAddress(url, "/v1/anonymize"), body, milliseconds, mostBytes, signal });
  if (answer.outcome === "failed") return answer;
  const by = answer.headers.get("x-anonymizer")?.slice(0, 100) ?? "unnamed";
  return judged(answer.bytes, samples, sampleRateHz, by, limits);
}

const failed = (reason: AnonymizerFailure, detail: string): Anonymized => ({ outcome: "failed", reason, detail });

function judged(
  body: Uint8Array,
  samples: Int16Array,
  sampleRateHz: number,
  by: string,
  limits: AnonymizerLimits,
): Anonymized {
  const answer = readWav(body);
  if (!answer) return failed("not_wav", `${body.length} bytes that are no 16-bit PCM WAV`);
  const [voice, second] = answer.channels;
  if (!voice || second || answer.sampleRateHz !== sampleRateHz) {
    return failed("wrong_format", `${answer.channels.length} channels of ${answer.sampleRateHz} Hz`);
  }
  const offSeconds = Math.abs(voice.length - samples.length) / sampleRateHz;
  if (offSeconds > limits.lengthSeconds) return failed("wrong_length", `${offSeconds.toFixed(3)} s off`);
  const fitted = new Int16Array(samples.length);
  fitted.set(voice.subarray(0, samples.length));
  const energies = [energyOf(samples, samples), energyOf(fitted, fitted)] as const;
  const offDb = 10 * Math.log10((energies[1] + 1) / (energies[0] + 1));
  if (Math.abs(offDb) > limits.loudnessDb) return failed("wrong_loudness", `${offDb.toFixed(1)} dB off`);
  const likeness = Math.abs(energyOf(samples, fitted)) / Math.sqrt(energies[0] * energies[1] + 1);
  if (likeness > limits.likeness) return failed("unchanged", `likeness ${likeness.toFixed(2)}`);
  return { outcome: "anonymized", samples: fitted, by };
}

function energyOf(a: Int16Array, b: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
