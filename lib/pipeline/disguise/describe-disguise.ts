import { disguise } from "../rules.ts";
import { measuredRisk } from "./measured-risk.ts";

/** The strength with which calls of the market are disguised. */
const strength = "default";

const method =
  "pitch and the means and deviations of the line spectrum brought to one shared voice, then moved by a pseudo-speaker drawn afresh for each side of each call and thrown away";

/** What was done to the voices of a release and what was measured of it, for anonymization.json. */
export const describeDisguise = () => ({
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
    figures: measuredRisk.strengths[strength],
    notMeasured: "neural attackers, real voices, many recordings of one speaker, tempo, accent and choice of words",
  },
});

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The same in two sentences, for the dataset's card. */
export function disguiseInWords(): string {
  const { topOne, equalErrorRate } = measuredRisk.strengths[strength]["semi-informed"];
  return `The method is ${disguise.version}, strength ${strength}. On ${measuredRisk.speakers} synthetic speakers an attacker who knows the method and trains on it names the right one first in ${percent(topOne)} of trials, at an equal error rate of ${percent(equalErrorRate)} (50 % is guessing); neural attackers and real voices were not tried.`;
}
