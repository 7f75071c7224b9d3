/** A regular expression as far as an attacker looks at it: what it repeats, and what stands before that. */
type Part =
  | { kind: "atom"; one: RegExp }
  | { kind: "text"; text: string }
  | { kind: "sequence"; parts: Part[] }
  | { kind: "choice"; parts: Part[] }
  | { kind: "repeat"; part: Part; min: number; max: number }
  | { kind: "look"; part: Part };

const CANDIDATES = [
  ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
  ..."\t\n\r\u0000éÉœß“’—あ漢字أ١\u0301\u2028\u202e＝😀",
];
/** What is repeated at least this often can be made to work. */
const MANY = 20;

function readPart(pattern: string, flags: string): Part {
  let at = 0;
  const unicode = /[uv]/.test(flags) ? "u" : "";
  const atomFlags = unicode + (flags.includes("i") ? "i" : "") + (flags.includes("s") ? "s" : "");
  const atom = (source: string): Part => ({ kind: "atom", one: new RegExp(`^(?:${source})$`, atomFlags) });

  function choice(): Part {
    const parts = [sequence()];
    while (pattern[at] === "|") {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: "choice", parts };
  }
  function sequence(): Part {
    const parts: Part[] = [];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") parts.push(repeated(single()));
    return { kind: "sequence", parts };
  }
  function repeated(part: Part): Part {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at));
    if (!found) return part;
    at += found[0].length;
    if (found[1]) return { kind: "repeat", part, min: found[1] === "+" ? 1 : 0, max: found[1] === "?" ? 1 : Infinity };
    const min = Number(found[2]);
    return { kind: "repeat", part, min, max: !found[3] ? min : found[4] ? Number(found[4]) : Infinity };
  }
  function single(): Part {
    const rest = pattern.slice(at);
    const group = /^\((\?:|\?=|\?!|\?<=|\?<!|\?<[^>]+>)?/.exec(rest);
    if (group) return grouped(group);
    const simple = /^(?:\^|\$|\\[bB])/.exec(rest);
    if (simple) return skip(simple[0], { kind: "text", text: "" });
    const escaped = /^\\(?:[pP]\{[^}]+\}|u\{[^}]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/.exec(rest);
    if (escaped) return skip(escaped[0], atom(escaped[0]));
    const set = /^\[(?:\\[\s\S]|[^\]\\])*\]/.exec(rest);
    if (set) return skip(set[0], atom(set[0]));
    const letter = String.fromCodePoint(rest.codePointAt(0)!);
    return skip(letter, letter === "." ? atom(".") : { kind: "text", text: letter });
  }
  function grouped([opening, sort]: RegExpExecArray): Part {
    at += opening.length;
    const inside = choice();
    at += 1;
    return sort && /^\?<?[=!]/.test(sort) ? { kind: "look", part: inside } : inside;
  }
  const skip = (text: string, part: Part): Part => {
    at += text.length;
    return part;
  };
  const whole = choice();
  if (at !== pattern.length) throw new Error(`not read to its end: ${pattern}`);
  return whole;
}

const atomsIn = (part: Part): RegExp[] => {
  if (part.kind === "atom") return [part.one];
  if (part.kind === "text") return [];
  return "parts" in part ? part.parts.flatMap(atomsIn) : atomsIn(part.part);
};

/** Strings that make backtracking engines work: every long repeat of the expression, entered and then failed. */
export function hostileStrings(pattern: string, flags: string, length: number): string[] {
  const whole = readPart(pattern, flags);
  const atoms = atomsIn(whole);
  // A character that several parts of the expression take is where they compete.
  const contested = [...CANDIDATES].sort((a, b) => takenBy(b) - takenBy(a));
  function takenBy(character: string): number {
    return atoms.filter((one) => one.test(character)).length;
  }
  const characters = (one: RegExp) => {
    const taken = contested.filter((character) => one.test(character));
    return [...new Set([taken[0], taken[1], taken.at(-1)])].filter((character) => character !== undefined);
  };
  const shortest = (part: Part): string => samples(part)[0] ?? "";
  function samples(part: Part): string[] {
    if (part.kind === "text") return [part.text];
    if (part.kind === "atom") return characters(part.one);
    if (part.kind === "look") return [""];
    if (part.kind === "choice") return part.parts.flatMap(samples).slice(0, 8);
    if (part.kind === "repeat") return samples(part.part).map((one) => one.repeat(Math.max(part.min, 0)));
    const each = part.parts.map(samples);
    const most = Math.min(4, Math.max(1, ...each.map((one) => one.length)));
    return Array.from({ length: most }, (_, place) => each.map((one) => one[place % one.length] ?? "").join(""));
  }
  /** Each long repeat: how one gets to it, and what it takes. */
  function repeats(part: Part, before: string): { before: string; pump: string }[] {
    if (part.kind === "sequence") {
      let reached = before;
      return part.parts.flatMap((one) => {
        const found = repeats(one, reached);
        reached += one.kind === "repeat" ? shortest(one.part).repeat(Math.max(one.min, 0)) : shortest(one);
        return found;
      });
    }
    if (part.kind === "choice") return part.parts.flatMap((one) => repeats(one, before));
    if (part.kind === "look") return repeats(part.part, before);
    if (part.kind !== "repeat") return [];
    const pumps = part.max >= MANY ? samples(part.part).filter((one) => one !== "") : [];
    return [...pumps.map((pump) => ({ before, pump })), ...repeats(part.part, before)];
  }
  const found = repeats(whole, "");
  const filled = (pump: string, share = 1) => pump.repeat(Math.ceil((length * share) / pump.length));
  const bodies = found.flatMap(({ before, pump }) => [
    before + filled(pump),
    filled(pump),
    filled(before + pump),
    ...found.slice(0, 6).map((other) => before + filled(pump, 0.5) + filled(other.pump, 0.5)),
    ...found.slice(0, 6).map((other) => before + filled(pump + other.pump)),
  ]);
  const common = samples(whole).flatMap((one) => (one === "" ? [] : [filled(one), filled(one.slice(0, -1) || one)]));
  const strings = [...bodies.flatMap((body) => ["", "\u0000", "!\n"].map((end) => body + end)), ...common];
  return [...new Set([...strings, filled("a"), filled(" "), filled("0")])].map((one) => one.slice(0, length + 2));
}
