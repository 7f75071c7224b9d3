import { nodesOf, type Source, type SyntaxNode } from "./sources.ts";

/** What of node:crypto may be used: SHA-2, HMAC, Ed25519, one stream cipher, its random source, comparison in constant time. */
const ALLOWED = new Set([
  "createCipheriv",
  "createHash",
  "createHmac",
  "createPrivateKey",
  "createPublicKey",
  "KeyObject",
  "randomBytes",
  "randomUUID",
  "sign",
  "timingSafeEqual",
  "verify",
]);
const HASHES = new Set(["sha256", "sha384", "sha512"]);
/** No mode without integrity seals anything; counter mode is for drawing numbers from a seed, where nothing is sealed. */
const CIPHERS = new Set(["aes-256-gcm", "chacha20-poly1305"]);
const DRAWS = { cipher: "aes-256-ctr", in: "lib/pipeline/disguise/draws.ts" };
const SECRET_BYTES = 16;

type Call = { name: string; first: SyntaxNode | undefined };

/** `f(…)` and `module.f(…)`. */
function callOf(node: SyntaxNode): Call | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = node.callee as SyntaxNode;
  const name = callee.type === "MemberExpression" ? (callee.property as SyntaxNode) : callee;
  if (name.type !== "Identifier") return undefined;
  return { name: String(name.value), first: (node.arguments as { expression: SyntaxNode }[])[0]?.expression };
}

const literal = (node: SyntaxNode | undefined) =>
  node?.type === "StringLiteral" || node?.type === "NumericLiteral" ? node.value : undefined;

/** `const NAME = 32` of the same file. */
function constant(nodes: readonly SyntaxNode[], node: SyntaxNode | undefined): unknown {
  if (node?.type !== "Identifier") return literal(node);
  const made = nodes.find((one) => one.type === "VariableDeclarator" && (one.id as SyntaxNode).value === node.value);
  return literal(made?.init as SyntaxNode | undefined);
}

const isCrypto = (node: SyntaxNode) =>
  node.type === "ImportDeclaration" && /^(?:node:)?crypto$/.test(String((node.source as SyntaxNode).value));

/** Weak or unknown cryptography in one file, in words. */
export function weakIn(source: Source): string[] {
  const nodes = nodesOf(source).map(({ node }) => node);
  return nodes.flatMap((node) => {
    if (isCrypto(node)) return importFaults(node);
    if (isMathRandom(node)) return ["Math.random is foreseen: crypto draws"];
    const call = callOf(node);
    return call ? callFaults(call, nodes, source.path) : [];
  });
}

function importFaults(node: SyntaxNode): string[] {
  return (node.specifiers as (SyntaxNode & { imported?: SyntaxNode; local: SyntaxNode })[]).flatMap((one) => {
    if (one.type !== "ImportSpecifier") return ["all of node:crypto"];
    const name = String((one.imported ?? one.local).value);
    return ALLOWED.has(name) ? [] : [`${name} of node:crypto`];
  });
}

const isMathRandom = (node: SyntaxNode) =>
  node.type === "MemberExpression" &&
  (node.object as SyntaxNode).value === "Math" &&
  (node.property as SyntaxNode).value === "random";

function callFaults({ name, first }: Call, nodes: readonly SyntaxNode[], path: string): string[] {
  const given = constant(nodes, first);
  switch (name) {
    case "createHash":
    case "createHmac":
      return HASHES.has(String(given)) ? [] : [`${name} of ${String(given)}`];
    case "createCipheriv":
    case "createDecipheriv":
      return CIPHERS.has(String(given)) || (given === DRAWS.cipher && path === DRAWS.in)
        ? []
        : [`cipher ${String(given)}`];
    case "randomBytes":
      return Number(given) >= SECRET_BYTES ? [] : [`${String(given)} random bytes: fewer than 128 bits, or unknown`];
    default:
      return [];
  }
}

/** Each primitive that a file uses, as `algorithm folder`: what docs/cryptography.csv must list. */
export function primitivesIn(source: Source): string[] {
  const nodes = nodesOf(source).map(({ node }) => node);
  const folder = source.path
    .split("/")
    .slice(0, source.path.startsWith("lib/") ? 2 : 1)
    .join("/");
  const found = nodes.flatMap((node) => {
    const call = callOf(node);
    const given = String(constant(nodes, call?.first));
    if (call?.name === "createHash") return [given];
    if (call?.name === "createHmac") return [`hmac-${given}`];
    if (call?.name === "createCipheriv") return [given];
    if (node.type !== "ImportDeclaration") return [];
    const from = String((node.source as SyntaxNode).value);
    const names = (node.specifiers as { local: SyntaxNode }[]).map((one) => one.local.value);
    if (from === "age-encryption") return ["age (x25519; chacha20-poly1305)"];
    if (from === "@simplewebauthn/server") return ["webauthn"];
    return from === "node:crypto" && names.includes("sign") ? ["ed25519"] : [];
  });
  return [...new Set(found)].map((primitive) => `${primitive} in ${folder}`);
}
