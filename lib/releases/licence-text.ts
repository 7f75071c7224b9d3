import type { ReleaseDataset } from "./release.ts";

export const licenceNames = {
  standard: "Consonant Standard Data Licence 1.0",
  research: "Consonant Research Data Licence 1.0",
} as const;

const grants = {
  standard: [
    "Your organisation, its employees and the contractors who work under its control may:",
    "- store and process the data on systems that your organisation controls;",
    "- train, fine-tune, test and evaluate models with it, for commercial use as well;",
    "- sell, publish and run the models that result, with the limits of section 3;",
    "- publish results and figures that do not let anybody rebuild a clip or recognise a person.",
  ],
  research: [
    "Your organisation, its employees and the students and researchers under its supervision may:",
    "- store and process the data on systems that your organisation controls;",
    "- train, fine-tune, test and evaluate models with it, for research that is not commercial;",
    "- publish results, figures, and model weights for research that is not commercial, with the limits of section 3;",
    "A model trained on the data may not be used in, or to develop, a paid product or service. The standard licence allows that.",
  ],
} as const;

/** LICENSE.txt: the terms in plain words. Counsel reads this file; a change of it is a change of the licence's number. */
export function licenceText(dataset: ReleaseDataset): string {
  return `${licenceNames[dataset.licence]}

Dataset: ${dataset.org}/${dataset.slug}, version ${dataset.number}
Published: ${dataset.publishedAt.toISOString().slice(0, 10)}
Page: ${new URL(`/datasets/${dataset.slug}`, dataset.siteUrl).href}

1. Who has this licence
The organisation named on the order, for this version of the dataset, from the day the order is paid. It cannot be passed on.

2. What you may do
${grants[dataset.licence].join("\n")}

3. What you may not do
- try to find out who speaks, or help anybody to: no matching of voices, words or facts with other sources, no undoing of the disguise;
- make voiceprints or speaker embeddings to recognise a person, or train systems that recognise or verify persons by voice;
- make a synthetic voice that imitates a speaker of this dataset;
- sell, lend, publish or pass on clips, transcripts or metadata, whole or in part, changed or not;
- use the data to decide about a person: credit, insurance, work, housing, police or migration;
- use the data against the law of the place where you work.

4. When a person withdraws
People in this dataset may withdraw. We then stop this version and say so in your organisation's library.
Within 30 days of the notice you delete those clips and every copy of them, stop training with them, and confirm it in your account.
A model that was trained before the notice need not be trained again; we tell contributors that it cannot be recalled.

5. Care
The data is pseudonymised personal data: voices are disguised, and not beyond all recognition. Keep it encrypted, let in only
those who need it, and tell us within 72 hours of learning that it was lost or seen by others. Where data protection law
applies to you, you are answerable for your own use.

6. What we promise
We hold a consent receipt for every clip, to its sale and to its use in training. The method of disguise and what was
measured of it are in anonymization.json. Apart from that the data comes as it is, with no promise that it suits your purpose.

7. End
A breach of section 3 ends this licence at once. A refund ends it as well. When it ends, you delete the data and confirm it in your account.
Sections 3 and 5 stay in force for any copy that is left.
`;
}
