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
  "PLATE",
  "HEALTH",
  "OVERLAP",
] as const;
export type RedactionKind = (typeof redactionKinds)[number];
