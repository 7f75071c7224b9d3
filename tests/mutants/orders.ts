import type { Cluster } from "../../dev/cluster.ts";
import type { Market } from "../market.ts";
import type { People } from "../people.ts";
import type { Mutant } from "./mutant.ts";

/** What every lane needs to know: where Postgres is, and the planted database that mutants are made of. */
export type Ground = {
  where: Cluster["where"];
  template: string;
  people: People;
  market: Market;
  /** tests/catalogue's access list of the whole house */
  access: string[];
};

/** What is told against a mutant: a file of attacks, or one story of it alone. */
export type Telling = { file: string; story?: string };

export type Order =
  | { do: "plant"; where: Cluster["where"]; template: string }
  | { do: "begin"; lane: string; ground: Ground }
  | { do: "tell"; telling: Telling }
  | { do: "try"; mutant: Mutant; near: Telling[]; far: Telling[] }
  | { do: "end" };

/** How a mutant ended. Only a story that failed is an attack that saw it; what hung saw nothing. */
export type Verdict =
  | { by: "attack"; story: string; error: string; telling: Telling }
  | { by: "law"; law: string }
  | { by: "harmless"; because: string }
  | { by: "nothing" }
  | { by: "error"; error: string };

export type Report =
  | { did: "plant"; ground: Ground }
  | { did: "begin"; files: string[] }
  | { did: "tell"; failure?: string }
  | { did: "try"; verdict: Verdict; hung: string[]; seconds: number }
  | { did: "end" }
  | { did: "fail"; error: string };
