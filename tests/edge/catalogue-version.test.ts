import { describe, expect, it } from "vitest";
import { log } from "../../lib/web/log.ts";
import { knownVersion, watchCatalogueVersion } from "../../server/catalogue-version.ts";

log.level = "silent"; // a database is missing below on purpose

function clocked() {
  const clock = { ms: 0 };
  return { clock, known: knownVersion(2_000, () => clock.ms) };
}

describe("what is known of the catalogue's version", () => {
  it("is nothing at first, then what the database says", () => {
    const { known } = clocked();
    expect(known.current()).toBeUndefined();
    known.polled("7", 0);
    expect(known.current()).toBe("7");
  });

  it("runs out two seconds after the question that was last answered", () => {
    const { clock, known } = clocked();
    clock.ms = 1_000;
    known.polled("7", 0); // asked at 0, answered at 1,000
    clock.ms = 1_999;
    expect(known.current()).toBe("7");
    clock.ms = 2_000;
    expect(known.current()).toBeUndefined();
  });

  it("moves when a version is pushed, at once", () => {
    const { known } = clocked();
    known.polled("7", 0);
    known.pushed("8");
    expect(known.current()).toBe("8");
  });

  it("does not step back for an answer to a question asked before the push", () => {
    const { clock, known } = clocked();
    known.polled("7", 0);
    clock.ms = 100;
    known.pushed("8");
    known.polled("7", 50);
    expect(known.current()).toBe("8");
  });

  it("believes a question asked afterwards, lower or not: a backup was restored", () => {
    const { clock, known } = clocked();
    known.polled("9", 0);
    clock.ms = 500;
    known.polled("3", 400);
    expect(known.current()).toBe("3");
  });

  it("takes no push that is not a version", () => {
    const { known } = clocked();
    known.polled("7", 0);
    known.pushed("'; drop table");
    known.pushed("");
    expect(known.current()).toBe("7");
  });

  it("starts without a database, and knows nothing", async () => {
    const version = watchCatalogueVersion("postgres://nobody@127.0.0.1:1/none", { pollMs: 20, trustMs: 200 });
    await new Promise((done) => setTimeout(done, 120));
    expect(version.current()).toBeUndefined();
    await version.stop();
  });
});
