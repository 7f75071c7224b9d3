import type postgres from "postgres";
import type { Mutant } from "./mutant.ts";

/** Each refusal inside a function left out: `if … then raise …` and `if … then return`. What is written by hand is not made again. */
export async function ofRefusals(root: postgres.Sql, byHand: readonly Mutant[]): Promise<Mutant[]> {
  const written = (name: string, piece: string) =>
    byHand.some(
      ({ change }) =>
        "of" in change &&
        change.of === name &&
        change.to.startsWith("if false") &&
        piece.startsWith(change.from.slice(0, piece.length)),
    );
  const functions = await root<{ name: string; body: string }[]>`
    select proname as name, prosrc as body from pg_proc where pronamespace = 'api'::regnamespace order by 1`;
  return functions.flatMap(({ name, body }) =>
    [...body.matchAll(/\bif ((?:(?!\bthen\b)[^;])+?) then (raise exception '([^']*)'|return)/g)].flatMap(
      ([piece, condition, , words]): Mutant[] =>
        // a piece that is there twice could not be named
        body.split(piece).length !== 2 || written(name, piece)
          ? []
          : [
              {
                theme: "refusals",
                name: `${name} without "${words ?? "no answer"}" if ${condition!.replaceAll(/\s+/g, " ").slice(0, 90)}`,
                change: { of: name, from: piece, to: piece.replace(`if ${condition} then`, "if false then") },
              },
            ],
    ),
  );
}
