/** What can be redacted; a mark in a text is the kind in brackets. OVERLAP: spoken while the other party was bleeped. */
export const redactionKinds = [
  "NAME",
  "PHONE",
  "EMAIL",
  "ADDRESS",
  "CARD",
  "IBAN",
  "SSN",
  "DOB",
  "NUMBER",
  "LINK",
  "OVERLAP",
] as const;
export type RedactionKind = (typeof redactionKinds)[number];

export type Language = "en" | "fr";

/** Personal data found in a text: UTF-16 offsets, `to` not included; the score is between 0 and 1. */
export interface Find {
  from: number;
  to: number;
  kind: RedactionKind;
  score: number;
}
