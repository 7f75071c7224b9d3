/** The named people of the local market, one place for every start, test and screenshot. */
export const contributors = ["dana", "priya", "tomas", "marie", "lucas", "amara"] as const;
export const desk = { rhea: "reviewer", cyrus: "curator", fiona: "finance", piet: "privacy" } as const;
export const buyers = {
  ines: { company: "Tessellate Speech", country: "PT" },
  ola: { company: "Northlight Voice Lab", country: "NO" },
} as const;

export type Contributor = (typeof contributors)[number];
export type Name = Contributor | keyof typeof desk | keyof typeof buyers;
export const addressOf = (name: Name): string =>
  name in buyers
    ? `${name}@${name === "ines" ? "tessellate" : "northlight"}.example`
    : name in desk
      ? `${name}@consonant.example`
      : `${name}@people.example`;
