import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashOf, mailedCode, mailedSecret, newBrowser } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody brings a mailed secret late, again, elsewhere, or at the same moment as its owner.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

describe("signing in", () => {
  const redeem = async (secret: string, browser: string, name = "x") =>
    (await w.web`select outcome, account from api.redeem_login(${secret}, ${browser}, ${name})`)[0]!;

  it("says 'late' of a secret that was spent or is late, in every browser", async () => {
    const browser = newBrowser();
    const ask = () => w.web`select api.request_login('spent@people.example', 'contributor', 'en', ${browser})`;
    await ask();
    const spent = await mailedSecret(w, "spent@people.example");
    expect((await redeem(spent, browser)).outcome).toBe("in");
    expect((await redeem(spent, newBrowser())).outcome).toBe("late");
    await ask();
    const late = await mailedSecret(w, "spent@people.example");
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() where token_hash = ${hashOf(late)}`;
    expect((await redeem(late, newBrowser())).outcome).toBe("late");
  });

  /** Until so many wait for a row that another transaction holds. */
  const waiting = async (count: number) => {
    for (let tries = 0; tries < 250; tries++) {
      const [row] =
        await w.root`select count(*)::int as n from pg_stat_activity where query like '%redeem_%' and wait_event_type = 'Lock' and datname = current_database()`;
      if (row!.n >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${count} should wait for the row`);
  };
  /** What is answered to these while another transaction holds the secret's row, which this does to it. In no order. */
  const heldBack = async (
    email: string,
    change: string,
    works: (() => PromiseLike<readonly { outcome?: string }[]>)[],
  ) => {
    const answers: Promise<readonly { outcome?: string }[]>[] = [];
    await w.root.begin(async (t) => {
      await t`select 1 from priv.login_tokens where email = ${email} for update`;
      await t.unsafe(`update priv.login_tokens set ${change} where email = $1`, [email]);
      for (const work of works) {
        answers.push(Promise.resolve(work()));
        await waiting(answers.length);
      }
    });
    return (await Promise.all(answers)).map((rows) => rows[0]!.outcome);
  };
  const asked = async (email: string) => {
    const browser = newBrowser();
    await w.web`select api.request_login(${email}, 'contributor', 'en', ${browser})`;
    const secret = await mailedSecret(w, email);
    return { browser, bring: () => w.web`select outcome from api.redeem_login(${secret}, ${browser}, 'x')` };
  };

  it("takes a secret once of those who brought it at the same moment", async () => {
    const { bring } = await asked("raced.secret@people.example");
    const outcomes = await heldBack("raced.secret@people.example", "used_at = null", [bring, bring, bring]);
    expect(outcomes.sort()).toEqual(["in", "late", "late"]);
  });

  it("takes no secret that became late while it was brought", async () => {
    const { bring } = await asked("late.secret@people.example");
    expect(await heldBack("late.secret@people.example", "expires_at = clock_timestamp()", [bring])).toEqual(["late"]);
  });

  it("is asked for in a browser: one that says which it is", async () => {
    const tokens = () => only<number>(w.root`select count(*)::int from priv.login_tokens`);
    const before = await tokens();
    for (const browser of [null, "", "x", newBrowser().toUpperCase()]) {
      await w.web`select api.request_login('browserless@people.example', 'contributor', 'en', ${browser})`;
      await refused(w.passkeys`select * from api.begin_ceremony('sign-in', null, ${browser})`, "CN400");
    }
    expect(await tokens()).toBe(before);
  });

  it("keeps of a browser's name what a name may hold", async () => {
    const browser = newBrowser();
    await w.web`select api.request_login('named@people.example', 'contributor', 'en', ${browser})`;
    const { account } = await redeem(
      await mailedSecret(w, "named@people.example"),
      browser,
      `<b>Firefox</b>\u0007=${"x".repeat(200)}`,
    );
    const name = await only<string>(w.root`select browser from app.sessions where user_id = ${account}`);
    expect(name).toMatch(/^bFirefox\/bx+$/);
    expect(name).toHaveLength(80);
  });

  it("takes no right code that was brought while five wrong ones were tried", async () => {
    const { browser } = await asked("raced@people.example");
    const code = await mailedCode(w, "raced@people.example");
    const wrong = Array.from({ length: 6 }, (_, n) => String(n).padStart(8, "0")).filter((guess) => guess !== code);
    // Of several that wait for a row PostgreSQL may serve the last first: the wrong ones are all in one transaction.
    const right = await w.web.begin(async (t) => {
      for (const guess of wrong.slice(0, 5)) await t`select outcome from api.redeem_code(${guess}, ${browser}, 'x')`;
      const brought = Promise.resolve(w.web`select outcome from api.redeem_code(${code}, ${browser}, 'x')`);
      await waiting(1);
      return { brought };
    });
    expect(await right.brought).toEqual([{ outcome: "late" }]);
  });

  it("is asked for in a language that there is, from an address of a length", async () => {
    const sent = () => only<number>(w.root`select count(*)::int from priv.login_tokens`);
    const before = await sent();
    await w.web`select api.request_login('tongue@people.example', 'contributor', 'tlh', ${newBrowser()})`;
    await w.web`select api.request_login(${`${"a".repeat(250)}@people.example`}, 'contributor', 'en', ${newBrowser()})`;
    expect(await sent()).toBe(before);
  });
});
