import { readFile } from "node:fs/promises";
import type { FunctionOwner } from "./schema/access.ts";

/** Every file of functions and whose they are, in the order in which they are made. */
export const functionFiles: readonly (readonly [file: string, owner: FunctionOwner])[] = [
  ["0-gone", "identity"],
  ["1-context", "identity"],
  ["2-login", "identity"],
  ["3-audit", "chain"],
  ["4-ledger", "books"],
  ["5-gone", "definer"],
  ["5-verbs", "definer"],
  ["6-limits", "identity"],
  ["7-passkeys", "identity"],
  ["8-phones", "definer"],
  ["9-leaving", "definer"],
  ["10-duplicates", "definer"],
  ["11-strikes", "definer"],
  ["12-consents", "definer"],
  ["13-states", "definer"],
  ["14-held-up", "definer"],
];

const here = (path: string) => new URL(`sql/${path}.sql`, import.meta.url);

export const readFunctions = (file: string): Promise<string> => readFile(here(`functions/${file}`), "utf8");

/** Who may call what of an owner's functions, from nothing: only the owner can say it. */
export async function readCallers(owner: FunctionOwner): Promise<string> {
  const files = ["nobody", owner].map((name) => readFile(here(`grants/2-callers/${name}`), "utf8"));
  return (await Promise.all(files)).join("\n");
}

/** Every function that this source tree has, with the role that owns it. */
export async function ownedFunctions(): Promise<{ name: string; role: string }[]> {
  const owned: { name: string; role: string }[] = [];
  for (const [file, owner] of functionFiles) {
    for (const [, name] of (await readFunctions(file)).matchAll(/^create or replace function api\.(\w+)\(/gm))
      if (name) owned.push({ name, role: `consonant_${owner}` });
  }
  return owned;
}

/**
 * Gives functions that another role owns in a database of an older source tree to their owner of today. For a superuser:
 * no owner can give to another, which is the point of there being several.
 */
export async function handOver(): Promise<string> {
  const owned = (await ownedFunctions()).map(({ name, role }) => `('${name}', '${role}')`);
  return `do $$ declare f record; begin
    for f in select p.oid::regprocedure as called, o.role from pg_proc p join (values ${owned.join(", ")}) o (name, role) on o.name = p.proname
              where p.pronamespace = to_regnamespace('api') and p.proowner <> o.role::regrole loop
      execute format('alter function %s owner to %I', f.called, f.role);
    end loop;
  end $$`;
}
