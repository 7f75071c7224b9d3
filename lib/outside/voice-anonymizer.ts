import { readWav, writeWav } from "./wav.ts";

/** Why the answer of an anonymizer cannot be used. The voice then stays where it is: nothing is passed on in its place. */
export type AnonymizerFailure =
  | "unreachable"
  | "too_slow"
  | "refused"
  | "too_large"
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
): Promise<Anonymized> {
  const wav = writeWav({ sampleRateHz, channels: [samples] });
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(wav)], { type: "audio/wav" }), "voice.wav");
  form.append("params", JSON.stringify(params));
  const mostBytes = wav.length + 2 * Math.ceil(limits.lengthSeconds * sampleRateHz) + otherBytes;
  const address = addressOf(url);
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await fetch(address, { method: "POST", body: form, redirect: "error", signal });
    if (!response.ok) {
      await response.body?.cancel();
      return failed("refused", `status ${response.status}`);
    }
    const body = await readAtMost(response, mostBytes);
    if (!body) return failed("too_large", `more than ${mostBytes} bytes`);
    const by = response.headers.get("x-anonymizer")?.slice(0, 100) ?? "unnamed";
    return judged(body, samples, sampleRateHz, by, limits);
  } catch (error) {
    if (signal.aborted) return failed("too_slow", `no answer within ${limits.milliseconds} ms`);
    return failed("unreachable", causeOf(error));
  }
}

/** What is sent is an undisguised voice: it goes over https, to this machine, or to a name of the own network. */
function addressOf(url: string): URL {
  const address = new URL(url);
  const near = ["127.0.0.1", "[::1]"].includes(address.hostname) || !address.hostname.includes(".");
  if (address.protocol !== "https:" && !(address.protocol === "http:" && near)) {
    throw new Error("the anonymizer must be https, or in the own network");
  }
  address.pathname = `${address.pathname.replace(/\/{1,9}$/, "")}/v1/anonymize`;
  return address;
}

const failed = (reason: AnonymizerFailure, detail: string): Anonymized => ({ outcome: "failed", reason, detail });

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

async function readAtMost(response: Response, mostBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.length;
    // Leaving the loop cancels the rest of the answer.
    if (total > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

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
