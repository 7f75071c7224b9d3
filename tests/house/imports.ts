import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { nodesOf, root, type Source, type SyntaxNode } from "./sources.ts";

const config: { forbidden: IForbiddenRuleType[]; options: object } = createRequire(import.meta.url)(
  "../../.dependency-cruiser.cjs",
);

export const rules: readonly IForbiddenRuleType[] = config.forbidden;
export const letsTypesThrough = (rule: IForbiddenRuleType) =>
  "to" in rule && "dependencyTypesNot" in (rule.to as object);

interface Import {
  specifier: string;
  typeOnly: boolean;
}

const isCode = ({ path }: Source) => /\.[mc]?[jt]sx?$/.test(path);

/** What a file imports or exports from elsewhere, dynamic imports and `import("x").T` included. */
export function importsOf(source: Source): Import[] {
  return isCode(source) ? nodesOf(source).flatMap(({ node }) => importIn(node) ?? []) : [];
}

function importIn(node: SyntaxNode): Import | undefined {
  const named = (value: unknown, typeOnly: boolean) => {
    const specifier = (value as { value?: unknown } | null)?.value;
    return typeof specifier === "string" ? { specifier, typeOnly } : undefined;
  };
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return named(node.source, node.typeOnly === true || onlyTypes(node.specifiers));
    case "TsImportType":
      return named(node.argument, true);
    case "CallExpression": {
      const isImport = (node.callee as SyntaxNode).type === "Import";
      return isImport ? named((node.arguments as { expression: unknown }[])[0]?.expression, false) : undefined;
    }
    default:
      return undefined;
  }
}

const onlyTypes = (specifiers: unknown) =>
  Array.isArray(specifiers) &&
  specifiers.length > 0 &&
  specifiers.every((one: { isTypeOnly?: boolean }) => one.isTypeOnly === true);

export interface Cruised {
  modules: number;
  /** `rule: from -> to` */
  broken: string[];
}

/**
 * Runs the laws over these sources. dependency-cruiser reads a copy that holds nothing but the imports, because it can
 * read neither TypeScript 7 nor swc's .tsx. It reads two: one of values, where every rule counts, and one with types
 * too, where the rules that let types through are left out.
 */
export async function cruiseImports(sources: readonly Source[], packages?: readonly string[]): Promise<Cruised> {
  const values = await cruiseCopy(sources, packages, false);
  const all = await cruiseCopy(sources, packages, true);
  return { modules: values.modules, broken: [...new Set([...values.broken, ...all.broken])] };
}

async function cruiseCopy(
  sources: readonly Source[],
  packages: readonly string[] | undefined,
  withTypes: boolean,
): Promise<Cruised> {
  const folder = mkdtempSync(join(tmpdir(), "consonant-imports-"));
  try {
    for (const source of sources) {
      const lines = importsOf(source)
        .filter((one) => withTypes || !one.typeOnly)
        .map((one) => `import ${JSON.stringify(one.specifier)};`);
      write(join(folder, source.path), lines.join("\n"));
    }
    if (packages) plantPackages(folder, packages);
    else borrowPackages(folder);
    const forbidden = rules.filter((rule) => !withTypes || !letsTypesThrough(rule));
    const tops = [...new Set(sources.map(({ path }) => path.split("/", 1)[0] ?? ""))];
    const { output } = await cruise(
      tops,
      { ...config.options, baseDir: folder, validate: true, ruleSet: { forbidden } },
      {
        alias: { "@": folder },
        extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json"],
        symlinks: false,
        exportsFields: ["exports"],
        conditionNames: ["import", "node", "default"],
      },
    );
    const { summary, modules } = output as ICruiseResult;
    const own = modules.filter(
      (module) => !module.source.includes("node_modules") && !module.coreModule && !module.couldNotResolve,
    );
    return {
      modules: own.length,
      broken: summary.violations.map((one) => `${one.rule.name}: ${one.from} -> ${one.to}`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function borrowPackages(folder: string): void {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  symlinkSync(join(root, "package.json"), join(folder, "package.json"));
}

/** Empty packages by name; one that begins with `dev:` is a dev dependency. */
function plantPackages(folder: string, packages: readonly string[]): void {
  const dev = packages.filter((name) => name.startsWith("dev:")).map((name) => name.slice(4));
  const plain = packages.filter((name) => !name.startsWith("dev:"));
  const listed = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "*"]));
  write(
    join(folder, "package.json"),
    JSON.stringify({ type: "module", dependencies: listed(plain), devDependencies: listed(dev) }),
  );
  for (const name of [...dev, ...plain]) {
    write(
      join(folder, "node_modules", name, "package.json"),
      JSON.stringify({ name, version: "1.0.0", main: "main.js" }),
    );
    write(join(folder, "node_modules", name, "main.js"), "");
    write(join(folder, "node_modules", name, "headers.js"), "");
  }
}
