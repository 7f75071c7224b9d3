import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { messages } from "../../messages/load.ts";
import { argumentsOf, findWords, type Use } from "./words.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
type Tree = { [key: string]: string | Tree };

/** { shell: { skip: "…" } } as ["shell.skip", "…"]. */
function flat(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const at = path ? `${path}.${key}` : key;
    return typeof value === "string" ? [[at, value]] : flat(value, at);
  });
}

const english = new Map(flat(messages.en));
const french = new Map(flat(messages.fr));

function sources(): string[] {
  return ["app", "components"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(ROOT, folder, file)),
  );
}

/** Why a use is wrong, or nothing. A key with a variable part must fit at least one message. */
function complaint(use: Use, known: ReadonlyMap<string, string>): string | undefined {
  if (typeof use.key === "string") return known.has(use.key) ? undefined : `${use.key} is in no language file`;
  const pattern = use.key;
  return [...known.keys()].some((key) => pattern.test(key)) ? undefined : `nothing fits ${pattern.source}`;
}

describe("the two languages", () => {
  it("have the same keys", () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("have a word under every key, and the same arguments", () => {
    const wrong = [...english].filter(([key, text]) => {
      const other = french.get(key) ?? "";
      return !text.trim() || !other.trim() || argumentsOf(text).join() !== argumentsOf(other).join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it("load every file that is there", () => {
    for (const locale of ["en", "fr"] as const) {
      const files = readdirSync(join(ROOT, "messages", locale)).map((file) => file.replace(".json", ""));
      expect(Object.keys(messages[locale]).sort()).toEqual(files.sort());
    }
  });
});

describe("pages and components", () => {
  const files = sources();

  it("are all read", () => {
    expect(files.length).toBeGreaterThan(60);
  });

  it("say nothing that is not in the language files", () => {
    const said = files.flatMap((file) =>
      findWords(readFileSync(file, "utf8")).literals.map((literal) => `${relative(ROOT, file)}: ${literal}`),
    );
    expect(said).toEqual([]);
  });

  it("ask for no key that is missing", () => {
    let asked = 0;
    const missing = files.flatMap((file) => {
      const { uses } = findWords(readFileSync(file, "utf8"));
      asked += uses.length;
      return uses.flatMap((use) => complaint(use, english) ?? []).map((why) => `${relative(ROOT, file)}: ${why}`);
    });
    expect(missing).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});

describe("the check itself", () => {
  it("catches a planted literal, wherever a person would see or hear it", () => {
    const planted = `export const A = () => (
      <p title="Seen on hover">
        Seen in the text {"Seen in braces"} {ready ? "Seen at times" : \`Seen \${count} times\`} {count > 0 && "Seen too"}
        <img alt={"Read aloud"} /><input placeholder="Typed over" aria-label={on ? "Pressed" : t("off")} />
      </p>
    );`;
    expect(findWords(planted).literals.sort()).toEqual([
      "Pressed",
      "Read aloud",
      "Seen at times",
      "Seen in braces",
      "Seen in the text",
      "Seen on hover",
      "Seen times",
      "Seen too",
      "Typed over",
    ]);
  });

  it("leaves alone what is no word: signs, single letters, class names, addresses", () => {
    const fine = `export const A = () => <a className="btn go" href="/datasets">{"…"} 4 × A, 3 dB sha256: {t("next")} / <kbd>J</kbd></a>;`;
    expect(findWords(fine).literals).toEqual([]);
  });

  it("catches a key that is missing, in the namespace that its function asked for", () => {
    const code = `
      async function One() { const t = await getTranslations("shell"); t("skip"); t.rich("nowhere"); }
      function Two() { const t = useTranslations("ui"); t(on ? "play" : "skip"); t(\`\${side}Note\`); }
      async function Three() { const t = await getTranslations({ locale, namespace: "ui" }); t("copy"); t(given); }`;
    const known = new Map([
      ["shell.skip", ""],
      ["ui.play", ""],
      ["ui.copy", ""],
    ]);
    const { uses } = findWords(code);
    expect(uses).toHaveLength(6);
    expect(uses.flatMap((use) => complaint(use, known) ?? [])).toEqual([
      "shell.nowhere is in no language file",
      "ui.skip is in no language file",
      "nothing fits ^ui\\..+Note$",
    ]);
  });

  it("reads the arguments of a message, inside plurals too, and refuses an unclosed brace", () => {
    expect(argumentsOf("{count, plural, one {# call of {name}} other {# calls, {length} long}}")).toEqual([
      "count",
      "length",
      "name",
    ]);
    expect(argumentsOf("{one, number, ::currency/USD} and {two}")).toEqual(["one", "two"]);
    expect(() => argumentsOf("{count, plural, one {# call}")).toThrow(/unclosed/);
  });
});
