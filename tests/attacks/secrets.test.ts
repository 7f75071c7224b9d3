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

  /** What is answered to these while another transaction holds the secret's row, which this does to it. */
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
        for (let tries = 0; tries < 100; tries++) {
          const waiting =
            await w.root`select 1 from pg_stat_activity where query like '%redeem_%' and wait_event_type = 'Lock' and datname = current_database()`;
          if (waiting.length >= answers.length) break;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
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

  it("takes no right code among wrong ones that were brought at the same moment", async () => {
    const { browser } = await asked("raced@people.example");
    const code = await mailedCode(w, "raced@people.example");
    const typed = (guess: string) => () => w.web`select outcome from api.redeem_code(${guess}, ${browser}, 'x')`;
    const wrong = Array.from({ length: 6 }, (_, n) => String(n).padStart(8, "0")).filter((guess) => guess !== code);
    const outcomes = await heldBack("raced@people.example", "wrong_codes = 0", [...wrong, code].map(typed));
    expect(new Set(outcomes)).toEqual(new Set(["late"]));
  });

  it("is asked for in a language that there is, from an address of a length", async () => {
    const sent = () => only<number>(w.root`select count(*)::int from priv.login_tokens`);
    const before = await sent();
    await w.web`select api.request_login('tongue@people.example', 'contributor', 'tlh', ${newBrowser()})`;
    await w.web`select api.request_login(${`${"a".repeat(250)}@people.example`}, 'contributor', 'en', ${newBrowser()})`;
    expect(await sent()).toBe(before);
  });
});
