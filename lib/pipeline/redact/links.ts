import type { Find, Language } from "./kinds.ts";
import { isOrdinary } from "./lexicon.ts";
import { domainEnding, joint } from "./spoken-addresses.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, type Token } from "./tokens.ts";

const written =
  /(?:https?:\/\/|www\.)\S{1,300}|(?<![\p{L}\d.@-])@[\p{L}\d_.]{3,40}|(?<![\p{L}\d.@_-])[\p{L}\d][\p{L}\d-]{1,62}(?:\.[\p{L}\d-]{1,62}){0,3}\.(?:com|org|net|fr|uk|co|io|be|ch|ca|info|eu|me|biz|dev|app|shop|tv|edu|gov|bzh)(?![\p{L}\d@-])(?:\/[^\s]{0,200})?/giu;
const dot = /^(dot|point|\.)$/;
const slash = /^(slash|\/)$/;
const cue =
  /^(insta|instagram|twitter|tiktok|facebook|snap|snapchat|handle|handles|username|pseudo|linkedin|youtube|twitch|discord|telegram|follow|suivez|find|trouverez|trouvez|reddit|site|website|profil|profile|login|identifiant|am|suis)$/;
const named = /^(handle|handles|handle's|username|pseudo|insta|twitter|tiktok|snap|snapchat|twitch)$/;
const stops =
  /^(on|in|and|is|it|s|at|to|my|the|that|this|or|i|m|me|with|all|a|for|of|there|it's|you|find|follow|see|go|us|our|your|page|site|website|about|sur|et|est|c|ca|mon|ma|ou|je|suis|moi|le|la|un|une|de|du|les|des|voila|partout|tout|toute|dessus|avec|chez|y|suivez|en|trouvez|trouverez|sous|au|alors|euh|um|uh|says|everywhere|www|w|arobase|here|via|par|pour|visit|check|look|out|look|called|named|now)$/;
const reach = 6;
const mostWords = 4;

/** Web addresses and handles, which lead to a person's page; also as they are said. */
export function findLinks(tokens: readonly Token[], text: string, language: Language): Find[] {
  const inWriting = [...text.matchAll(written)].map(
    (match): Find => ({
      from: match.index,
      to: match.index + match[0].replace(/[.,;:!?]{1,20}$/, "").length,
      kind: "LINK",
      score: 0.9,
    }),
  );
  const said = tokens.flatMap(
    (_, at) =>
      saidSite(tokens, at, language) ?? saidHandle(tokens, at, language) ?? namedHandle(tokens, at, language) ?? [],
  );
  return [...inWriting, ...said];
}

/** "plats de lulu point fr", "w w w dot …", "facebook dot com slash pearl cooks five": found at its "dot com". */
function saidSite(tokens: readonly Token[], at: number, language: Language): Find | null {
  if (!dot.test(tokens[at]!.plain) || tokens[at]!.text === "." || !domainEnding.test(tokens[at + 1]?.plain ?? ""))
    return null;
  let first = at;
  let words = 0;
  while (first > 0 && words < mostWords + 3) {
    const before = tokens[first - 1]!;
    const isJoint = joint.test(before.plain) && before.text !== ".";
    const letters = before.plain === "w";
    if (before.shape === "sign" && !/^[-_/]$/.test(before.text)) break;
    if (!isJoint && !letters && stops.test(before.plain)) {
      const inside = language === "fr" ? /^(de|du|des|la|le|les)$/ : /^(and|the|of)$/;
      if (!inside.test(before.plain) || words === 0 || stops.test(tokens[first - 2]?.plain ?? "is")) break;
    }
    first--;
    if (!isJoint && !letters) words++;
    if (isJoint && !dot.test(before.plain)) words--;
    if (words >= mostWords && !joint.test(tokens[first - 1]?.plain ?? "")) break;
  }
  if (first === at) return null;
  let end = at + 2;
  while (
    dot.test(tokens[end]?.plain ?? "") &&
    domainEnding.test(tokens[end + 1]?.plain ?? "") &&
    tokens[end]!.text !== "."
  )
    end += 2;
  if (slash.test(tokens[end]?.plain ?? "")) end = chainEnd(tokens, end, language, 3);
  return findOver(tokens, first, end, "LINK", 0.85);
}

/** "at sunny underscore days": an at with joined words behind, or any word where somebody says where to find them. */
function saidHandle(tokens: readonly Token[], at: number, language: Language): Find | null {
  const word = tokens[at]!.plain;
  if (!isAt(word)) return null;
  const first = tokens[at + 1];
  if (
    first?.shape !== "word" ||
    (stops.test(first.plain) && !joint.test(tokens[at + 2]?.plain ?? "")) ||
    !opens(tokens, at)
  )
    return null;
  const cued = tokens.slice(Math.max(0, at - reach), at).some(({ plain }) => cue.test(plain));
  const network = tokens.slice(at, at + reach + 2).some(({ plain }) => named.test(plain) || plain === "instagram");
  const end = chainEnd(tokens, at, language, cued || network || word !== "at" ? 2 : 0);
  const isMail = tokens
    .slice(at + 1, end + 1)
    .some(
      ({ plain, text }, i) =>
        isAt(plain) || text === "@" || (dot.test(plain) && domainEnding.test(tokens[at + 2 + i]?.plain ?? "")),
    );
  if (isMail) return null;
  const joined = tokens.slice(at + 1, end).some(({ plain, text }) => joint.test(plain) && text !== "." && text !== "-");
  if (joined) return findOver(tokens, at, end, "LINK", 0.8);
  if (
    word === "at" &&
    !(cued && network) &&
    !(cued && !isOrdinary(first.plain, language)) &&
    !network &&
    isOrdinary(first.plain, language)
  ) {
    return cued && named.test(tokens[at - 2]?.plain ?? "") ? findOver(tokens, at, end, "LINK", 0.6) : null;
  }
  if (word === "at" && !cued && !network) return null;
  return end > at + 1 ? findOver(tokens, at, end, "LINK", 0.65) : null;
}

const isAt = (plain: string) => plain === "at" || plain === "arobase" || plain === "arobas";

/** An "at" behind a name is that of an e-mail address. */
function opens(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (
    !before ||
    before.shape === "sign" ||
    stops.test(before.plain) ||
    cue.test(before.plain) ||
    /^(handle|compte|account|as|comme|sous|under|called)$/.test(before.plain)
  );
}

/** "My insta is lucy bakes ninety". */
function namedHandle(tokens: readonly Token[], at: number, language: Language): Find | null {
  if (!named.test(tokens[at]!.plain)) return null;
  let first = at + 1;
  while (first < at + 5 && /^('|’|s|is|c|est|:|handle|name|partout|um|uh|euh)$/.test(tokens[first]?.plain ?? ""))
    first++;
  const linked = tokens.slice(at + 1, first).some(({ plain }) => /^(s|is|est|:)$/.test(plain));
  const token = tokens[first];
  if (
    !linked ||
    !token ||
    token.shape !== "word" ||
    /^(at|arobase|not|pas|the|a|un|une|le|la|my|on)$/.test(token.plain)
  )
    return null;
  const end = chainEnd(tokens, first - 1, language, mostWords);
  return end > first ? findOver(tokens, first, end, "LINK", 0.6) : null;
}

/** Token after words joined by "dot", "underscore" and the like, numbers, and up to `loose` words that nothing joins. */
function chainEnd(tokens: readonly Token[], at: number, language: Language, loose: number): number {
  let end = at + 1;
  let left = loose;
  let joinedBefore = true;
  while (end < tokens.length && end < at + 20) {
    const token = tokens[end]!;
    const number = numberAt(tokens, end, language);
    const link = joint.test(token.plain) || slash.test(token.plain);
    if (token.shape === "sign" && !(link && tokens[end + 1]?.from === token.to)) break;
    if (token.opensSentence) break;
    if (link) joinedBefore = true;
    else if (joinedBefore || number) joinedBefore = false;
    else if (left > 0 && !stops.test(token.plain)) left--;
    else if (
      !(
        left > 0 &&
        /^(by|de|the|of|on|la|le|les)$/.test(token.plain) &&
        tokens[end + 1] &&
        !stops.test(tokens[end + 1]!.plain) &&
        !cue.test(tokens[end + 1]!.plain)
      )
    )
      break;
    end = number && !link ? number.end : end + 1;
  }
  return end;
}
