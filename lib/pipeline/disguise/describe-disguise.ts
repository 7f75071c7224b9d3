import { disguise } from "../rules.ts";
import { type MeasuredRateHz, measuredRisk } from "./measured-risk.ts";

/** The strength with which calls of the market are disguised. */
const strength = "default";

const method =
  "the residual of prediction replaced by pulses, breath and noise that are everybody's; pitch, the means and deviations of the line spectrum, and the voice's own way with each of sixteen classes of sounds brought to one shared voice, then moved by a pseudo-speaker drawn afresh for each side of each call and thrown away: moved and mixed lines, another way with each class of sounds, a bent frequency axis, another pitch";

/** What was done to the voices of a release and what was measured of it at its sampling rates, for anonymization.json. */
export const describeDisguise = (sampleRatesHz: readonly number[]) => ({
  method,
  version: disguise.version,
  strength,
  standing: "disguised and pseudonymised: still personal data",
  risk: {
    measuredOn: `${measuredRisk.speakers} synthetic speakers, the worst of four attackers for each figure`,
    meaning: {
      topOne: "share of recordings for which the right one of the speakers is named first",
      equalErrorRate: "share of errors where false alarms and misses are as many; 0.5 is guessing",
      truePositiveRate: "share found when one false alarm in a hundred is allowed",
    },
    attackers: {
      ignorant: "does not know of the disguise",
      "lazy-informed": "disguises what they know of the speaker",
      "semi-informed": "trains on voices that they disguised in the same way",
    },
    figures: Object.fromEntries(
      measuredRates(sampleRatesHz).map((rate) => [`${rate} Hz`, measuredRisk.rates[rate][strength]]),
    ),
    notMeasured: "neural attackers, real voices, many recordings of one speaker, tempo, accent and choice of words",
  },
});

/** The rates of a release, each once, for which there are figures; a rate without any has nothing said of it. */
const measuredRates = (sampleRatesHz: readonly number[]): MeasuredRateHz[] =>
  ([8_000, 16_000] as const).filter((rate) => sampleRatesHz.includes(rate));

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The same in a few words, for the dataset's card: the figures of the rates that its recordings have. */
export function disguiseInWords(sampleRatesHz: readonly number[]): string {
  const method = `The method is ${disguise.version}, strength ${strength}.`;
  const rates = measuredRates(sampleRatesHz);
  if (rates.length === 0) return `${method} It was not measured at the sampling rate of these recordings.`;
  const figures = rates.map((rate) => {
    const { topOne, equalErrorRate } = measuredRisk.rates[rate][strength]["semi-informed"];
    return `at ${rate} Hz in ${percent(topOne)} of trials, with an equal error rate of ${percent(equalErrorRate)}`;
  });
  return `${method} On ${measuredRisk.speakers} synthetic speakers an attacker who knows the method and trains on it names the right one first ${figures.join(", ")} (50 % is guessing); neural attackers and real voices were not tried.`;
}
