import type { RecordingInput } from "../../lib/contributions/input.ts";
import type { Contributor } from "./people.ts";

export type SeedCall = {
  /** in tests/fixtures/calls */
  file: string;
  title: string;
  language: "en" | "fr";
  kind: RecordingInput["kind"];
  by: Contributor;
  ownChannel: "left" | "right";
  /** who was on the other side and says yes; left out: only the contributor's own side is kept */
  other?: Contributor;
  /** what the reviewer makes of it; waits: it is left on the desk */
  review: "accept" | "waits" | { refuse: "other_voice"; note: string };
  transcript?: false;
};

export const calls: readonly SeedCall[] = [
  {
    file: "boiler-repair.flac",
    title: "The boiler, Friday",
    language: "en",
    kind: "support",
    by: "dana",
    ownChannel: "right",
    other: "tomas",
    review: "accept",
  },
  {
    file: "moving-an-appointment.ogg",
    title: "Moving the appointment",
    language: "en",
    kind: "booking",
    by: "priya",
    ownChannel: "left",
    other: "dana",
    review: "accept",
  },
  {
    file: "parcel-next-door.flac",
    title: "A parcel for number nine",
    language: "en",
    kind: "family",
    by: "amara",
    ownChannel: "left",
    other: "tomas",
    review: "accept",
  },
  {
    file: "sisters-planning-lunch.ogg",
    title: "Lunch on Sunday",
    language: "en",
    kind: "family",
    by: "dana",
    ownChannel: "left",
    other: "priya",
    review: "accept",
  },
  {
    file: "restaurant-booking.ogg",
    title: "Une table pour samedi",
    language: "fr",
    kind: "booking",
    by: "marie",
    ownChannel: "left",
    other: "lucas",
    review: "accept",
  },
  {
    file: "directions-to-the-station.flac",
    title: "Le chemin de la gare",
    language: "fr",
    kind: "family",
    by: "lucas",
    ownChannel: "left",
    other: "marie",
    review: "accept",
  },
  {
    file: "boiler-repair.flac",
    title: "Boiler again, my side only",
    language: "en",
    kind: "support",
    by: "tomas",
    ownChannel: "left",
    review: { refuse: "other_voice", note: "We have this call already, from the other side." },
  },
  {
    file: "parcel-next-door.flac",
    title: "The neighbour’s parcel",
    language: "en",
    kind: "family",
    by: "dana",
    ownChannel: "right",
    review: "waits",
  },
  {
    file: "moving-an-appointment.ogg",
    title: "Appointment, no transcript",
    language: "en",
    kind: "booking",
    by: "amara",
    ownChannel: "right",
    review: "waits",
    transcript: false,
  },
  {
    file: "silence.flac",
    title: "Pocket call",
    language: "en",
    kind: "work",
    by: "dana",
    ownChannel: "left",
    review: "waits",
    transcript: false,
  },
];

export type SeedDataset = {
  slug: string;
  title: string;
  summary: string;
  language: "en" | "fr";
  kind: "family" | "work" | "support" | "booking" | "mixed";
  licence: "standard" | "research";
  pricePerHour: number;
  notes: string;
};

export const datasets: readonly SeedDataset[] = [
  {
    slug: "calls-en-everyday",
    title: "Everyday English calls",
    summary:
      "Neighbours, sisters, a surgery and a heating firm, talking on the phone as they do. Two separate channels, for speech recognition and dialogue models that must cope with everyday turns.",
    language: "en",
    kind: "mixed",
    licence: "standard",
    pricePerHour: 640,
    notes: "First release.",
  },
  {
    slug: "calls-en-family",
    title: "English, family and neighbours",
    summary:
      "Relaxed talk between people who know each other: plans, favours, parcels. Both voices disguised apart, pauses and overlaps kept.",
    language: "en",
    kind: "family",
    licence: "standard",
    pricePerHour: 720,
    notes: "First release.",
  },
  {
    slug: "calls-en-booking",
    title: "English, booking and support",
    summary:
      "Appointments moved and repairs booked: dates, times and opening hours spoken over the phone, with names and numbers struck out.",
    language: "en",
    kind: "booking",
    licence: "research",
    pricePerHour: 480,
    notes: "First release.",
  },
  {
    slug: "calls-fr-quotidien",
    title: "Appels du quotidien, en français",
    summary:
      "Une table réservée, un chemin demandé : des appels courts en français de France et de Belgique, deux canaux séparés, noms et numéros retirés.",
    language: "fr",
    kind: "mixed",
    licence: "standard",
    pricePerHour: 690,
    notes: "Première version.",
  },
];
