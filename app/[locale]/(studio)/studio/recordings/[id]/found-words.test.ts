import { createTranslator } from "next-intl";
import { describe, expect, it, test } from "vitest";
import { foundWords, type RecordingWords } from "@/app/[locale]/(studio)/studio/recordings/[id]/found-words";
import { sniff } from "@/lib/pipeline/decode/sniff";
import { refusalReasons } from "@/lib/pipeline/processed";
import { limits } from "@/lib/pipeline/rules";
import { messages } from "@/messages/load";

type Locale = "en" | "fr";
/** Keys that are put together are not known to the compiler. */
type Messages = NonNullable<Parameters<typeof createTranslator>[0]["messages"]>;
type Detail = Record<string, number | string>;

/** As the page has it, but a word that is missing throws. */
function wordsIn(locale: Locale): RecordingWords {
  const onError = (error: Error) => {
    throw error;
  };
  const known: Messages = messages[locale];
  return createTranslator({ locale, messages: known, namespace: "recordings", onError });
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const sentences = (locale: Locale, reason: string, detail: Detail | null) =>
  foundWords(wordsIn(locale), locale, reason, detail).map(plain);
/** What was found, without what to do about it. */
const found = (locale: Locale, reason: string, detail: Detail) => sentences(locale, reason, detail).slice(0, -1);

const form = { why: "form" };
const late = { why: "behind_end", channel: "right" };
const shifted = { why: "nobody_speaks", channel: "left" };
const wav = { container: "wav", codec: "pcm_s16le" };
const cases: [string, Detail, string[], string[]][] = [
  [
    "mostly_silence",
    { speechSeconds: 1.4, seconds: 65, musicSeconds: 0 },
    ["We found 1.4 s of speech in 1 min 5 s of sound. At least 2 s, and 2 % of the sound, must be speech."],
    ["Nous avons trouvé 1,4 s de parole sur 1 min 5 s de son. Il faut au moins 2 s de parole, et 2 % du son."],
  ],
  [
    "mostly_silence",
    { speechSeconds: 0, seconds: 600, musicSeconds: 75 },
    [
      "We found 0 s of speech in 10 min 0 s of sound. At least 2 s, and 2 % of the sound, must be speech.",
      "We took 1 min 15 s for music or tones, which do not count.",
    ],
    [
      "Nous avons trouvé 0 s de parole sur 10 min 0 s de son. Il faut au moins 2 s de parole, et 2 % du son.",
      "Nous avons pris 1 min 15 s pour de la musique ou des tonalités, qui ne comptent pas.",
    ],
  ],
  [
    "too_long",
    { ...wav, announcedSeconds: 36_000 },
    ["The file says that it lasts 10 h 0 min."],
    ["Le fichier annonce une durée de 10 h 0 min."],
  ],
  [
    "too_long",
    { ...wav, readSeconds: 10_801 },
    ["We read 3 hours of it, and it went on."],
    ["Nous en avons lu 3 heures, et ce n’était pas la fin."],
  ],
  ["too_short", { seconds: 1.37 }, ["We measured 1.3 s."], ["Nous avons mesuré 1,3 s."]],
  ["too_large", { bytes: 1_300_000_000 }, ["It has 1.30 GB."], ["Il fait 1,30 Go."]],
  [
    "damaged",
    { ...wav, why: "shorter than it says", seconds: 200, announcedSeconds: 600.1 },
    ["It says that it lasts 10 min 0 s; 3 min 20 s could be read."],
    ["Il annonce une durée de 10 min 0 s ; on a pu en lire 3 min 20 s."],
  ],
  [
    "transcript_invalid",
    form,
    ["What came is not JSON with a list of words or segments, each with its channel, its text, its start and its end."],
    [
      "Ce qui est arrivé n’est pas du JSON avec une liste de mots ou de segments, chacun avec son canal, son texte, son début et sa fin.",
    ],
  ],
  [
    "transcript_invalid",
    late,
    ["On the right channel, words come after the end of the call."],
    ["Sur le canal droit, des mots viennent après la fin de l’appel."],
  ],
  [
    "transcript_invalid",
    shifted,
    ["On the left channel, most words stand where nobody speaks."],
    ["Sur le canal gauche, la plupart des mots tombent là où personne ne parle."],
  ],
  [
    "unsupported_format",
    { looksLike: "amr_multichannel" },
    ["It looks like AMR with several channels."],
    ["Il semble être au format AMR à plusieurs canaux."],
  ],
  [
    "not_audio",
    { looksLike: "playlist" },
    ["It looks like a playlist, which only names other files."],
    ["On dirait une liste de lecture, qui ne fait que nommer d’autres fichiers."],
  ],
  ["one_channel_for_two", { channels: 1 }, ["Channels in the file: 1."], ["Canaux dans le fichier : 1."]],
  ["too_many_channels", { ...wav, channels: 6 }, ["It has 6."], ["Il en a 6."]],
  ["sample_rate", { ...wav, sampleRateHz: 384_000 }, ["It has 384,000 Hz."], ["Elle est de 384 000 Hz."]],
  [
    "other_party_audible",
    { belowOwnDb: 12 },
    ["They are heard 12 dB under your voice; from 20 dB on it would do."],
    ["On l’entend 12 dB sous votre voix ; à partir de 20 dB, cela irait."],
  ],
  [
    "other_party_audible",
    { belowOwnDb: -3 },
    ["They are as loud as your voice, or louder; 20 dB under it would do."],
    ["On l’entend aussi fort que votre voix, ou plus fort ; 20 dB en dessous, cela irait."],
  ],
];

describe("what was found", () => {
  it.each(cases)("%s, %j", (reason, detail, english, french) => {
    expect(found("en", reason, detail)).toEqual(english);
    expect(found("fr", reason, detail)).toEqual(french);
  });

  it("never contradicts the limit that was passed by a hair", () => {
    expect(found("en", "too_long", { announcedSeconds: limits.longestSeconds + 1 })).toEqual([
      "The file says that it lasts 3 h 1 min.",
    ]);
    expect(found("en", "too_short", { seconds: 2.99 })).toEqual(["We measured 2.9 s."]);
    expect(found("en", "too_large", { bytes: limits.uploadBytes + 1 })).toEqual(["It has 1.01 GB."]);
  });

  it.each([
    ["too_long", { seconds: 36_000 }],
    ["mostly_silence", { speechSeconds: 1 }],
    ["damaged", { why: "ffmpeg ran longer than 60000 ms" }],
    ["transcript_invalid", { why: "words where nobody speaks", channel: "left" }],
    ["transcript_invalid", { why: "nobody_speaks", channel: "middle" }],
    ["unsupported_format", { looksLike: "something" }],
    ["not_audio", { looksLike: "unknown" }],
  ])("is left out where the detail of an older refusal does not tell: %s, %j", (reason, detail) => {
    expect(sentences("en", reason, detail)).toEqual(sentences("en", reason, null));
    expect(sentences("en", reason, null)).toHaveLength(1);
  });
});

describe("what to do", () => {
  it("is said once, last, for whatever the pipeline refuses, with the limits that it has", () => {
    for (const locale of ["en", "fr"] as const) {
      for (const reason of refusalReasons) expect(sentences(locale, reason, null)).toHaveLength(1);
    }
    expect(sentences("en", "too_long", null)).toEqual(["Cut it into parts of up to 3 hours and send each."]);
    expect(sentences("fr", "too_large", null)[0]).toContain("en parties de 1,00 Go au plus");
  });

  it("differs for a transcript of another form and one that does not fit", () => {
    expect(sentences("en", "transcript_invalid", form).at(-1)).toContain("the form at the end of the upload page");
    expect(sentences("en", "transcript_invalid", late)).toHaveLength(2);
    expect(sentences("en", "transcript_invalid", late).at(-1)).toBe(sentences("en", "transcript_invalid", {})[0]);
  });

  it("is nothing where a person refused, or we broke", () => {
    for (const reason of ["music", "child", "failed"]) expect(sentences("en", reason, {})).toEqual([]);
  });
});

test("each format that the pipeline tells apart has a name", () => {
  const starts = ["FORM", "\x30\x26\xb2\x75", "MThd", ".snd", ".RMF", "caff", "#!AMR_MC", "RIFF"];
  const named = starts.map((start) => {
    const sniffed = sniff(new Uint8Array(Buffer.from(start.padEnd(64, "x"), "latin1")));
    return "refused" in sniffed ? sniffed.looksLike : "taken";
  });
  expect(named.sort()).toEqual(Object.keys(messages.en.recordings.formats).sort());
});

test("the reasons name the limits that the pipeline has", () => {
  const number = (value: number, locale: Locale) => plain(new Intl.NumberFormat(locale).format(value));
  for (const locale of ["en", "fr"] as const) {
    const { too_long, too_short, sample_rate } = messages[locale].reasons;
    expect(too_long).toContain(` ${limits.longestSeconds / 3_600} `);
    expect(too_short).toContain(` ${limits.shortestSeconds} `);
    expect(plain(sample_rate)).toContain(number(limits.lowestSampleRateHz, locale));
    expect(plain(sample_rate)).toContain(number(limits.highestSampleRateHz, locale));
  }
});

test("no sentence about a refusal says again what another has said", () => {
  for (const locale of ["en", "fr"] as const) {
    const reasons: Record<string, string> = messages[locale].reasons;
    for (const [reason, detail] of cases) {
      const said = [reasons[reason] ?? "", ...sentences(locale, reason, detail)].map((text) => text.toLowerCase());
      expect(new Set(said).size).toBe(said.length);
      const phrases = said.map((text) => new Set(runsOf(text)));
      const shared = phrases.flatMap((one, at) =>
        phrases.slice(at + 1).flatMap((other) => [...one].filter((run) => other.has(run))),
      );
      expect(shared, `${locale} ${reason}`).toEqual([]);
    }
  }
});

/** Every five words that follow one another. */
function runsOf(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.slice(4).map((_, at) => words.slice(at, at + 5).join(" "));
}
