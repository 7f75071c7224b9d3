/** Who may see a canary: everybody, or the people of this set. */
export type Viewers = "everybody" | ReadonlySet<string>;
export type Canary = { word: string; where: string; viewers: Viewers };

const mark = "ca11ab1e";
// Hexadecimal, so that it fits a name, an e-mail, a digest and a slug alike, and survives every encoding of an address.
const planted = new RegExp(`${mark}[0-9a-f]{8}`, "gi");
const digests = /(?:h[a-z]_)?[0-9a-f]{64}/gi;
/** The mark as base64 writes it at each of the three places in which it may begin, without the characters that a neighbour shares. */
const inBase64 = [0, 1, 2].map((shift) => {
  const text = Buffer.from("x".repeat(shift) + mark).toString("base64");
  return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + mark.length) * 8) / 6));
});
const base64Run = new RegExp(
  `[A-Za-z0-9+/_-]*(?:${inBase64.map((run) => run.replace("+", "\\+")).join("|")})[A-Za-z0-9+/_-]*`,
  "g",
);

/** Every planted word of a run, and every secret that the product itself has made, with who may see it. */
export class CanaryBook {
  readonly #words = new Map<string, Canary>();
  readonly #others: Canary[] = [];

  /** A new word for this field; 16 hexadecimal digits. */
  plant(where: string, viewers: Viewers): string {
    const word = mark + (this.#words.size + 1).toString(16).padStart(8, "0");
    this.#words.set(word, { word, where, viewers });
    return word;
  }

  /** A secret that was not ours to choose: a token, a hash, the setting of a process. */
  know(value: string, where: string, viewers: Viewers): void {
    const canary = { word: value, where, viewers };
    if (/^(?:h[a-z]_)?[0-9a-f]{64}$/i.test(value)) this.#words.set(value.toLowerCase(), canary);
    else this.#others.push(canary);
  }

  get size(): number {
    return this.#words.size + this.#others.length;
  }

  /** Which canaries a text holds: plain, in either case, or inside base64. Each once. */
  in(text: string): Canary[] {
    const found = new Set<Canary>();
    const look = (word: string) => {
      const canary = this.#words.get(word.toLowerCase());
      if (canary) found.add(canary);
    };
    for (const [word] of text.matchAll(planted)) look(word);
    for (const [word] of text.matchAll(digests)) look(word);
    for (const canary of this.#others) if (text.includes(canary.word)) found.add(canary);
    if (!inBase64.some((run) => text.includes(run))) return [...found];
    for (const [run] of text.matchAll(base64Run))
      for (const shift of [0, 1, 2, 3])
        for (const [word] of Buffer.from(run.slice(shift), "base64").toString("latin1").matchAll(planted)) look(word);
    return [...found];
  }
}

export const maySee = (viewers: Viewers, person: string | undefined): boolean =>
  viewers === "everybody" || (person !== undefined && viewers.has(person));

/** Canaries that this person may not see. What the request itself said, the answer may repeat. */
export const leaksIn = (book: CanaryBook, text: string, person: string | undefined, said = ""): Canary[] =>
  book
    .in(text)
    .filter(({ word, viewers }) => !maySee(viewers, person) && !said.toLowerCase().includes(word.toLowerCase()));
