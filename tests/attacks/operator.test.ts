import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { powers } from "../../db/powers.ts";
import { openWorld, refused, type World } from "../world.ts";

// What the operator's own login (consonant_migrate) can begin from outside, and what nobody else can.
let w: World;
const again = "recordings.work-again";
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

describe("the operator", () => {
  it("begins the one operation that there is, and no other power of the house", async () => {
    for (const power of [...Object.keys(powers), "", "anything", null])
      if (power !== again) await refused(w.migrate`select api.begin_operation(${power}, 'x')`, "CN403");
    expect(await w.migrate`select api.begin_operation(${again}, 'x')`).toHaveLength(1);
  });

  it("puts nothing in line again without it, and changes no call by hand", async () => {
    await refused(w.migrate`select api.work_again(null)`, "CN403");
    await refused(
      w.migrate.begin(async (t) => {
        await t`select api.begin_operation(${again}, 'x')`;
        await t`update app.recordings set state = 'accepted'`;
      }),
      "42501",
    );
  });

  it("puts nothing in line again while sharing calls is stopped", async () => {
    await w.plant((t) => t`update app.service_state set suspended = true where id = 'uploads'`);
    await refused(w.migrate`select api.begin_operation(${again}, 'x')`, "CN503");
    await w.plant((t) => t`update app.service_state set suspended = false where id = 'uploads'`);
  });
});

it("nobody else begins an operation, or sees what is held up without a place at the desk", async () => {
  for (const login of ["look", "web", "media", "money", "delivery", "mailer", "passkeys"] as const) {
    await refused(w[login]`select api.begin_operation(${again}, 'x')`, "42501");
    await refused(w[login]`select api.work_again(null)`, "42501");
  }
  await refused(w.look`select * from api.held_up()`, "CN403");
  for (const name of ["dana", "tomas", "ines"] as const)
    await refused(
      w.look.begin(async (t) => {
        await t`select * from api.begin_look(${w.people[name].token})`;
        await t`select * from api.held_up()`;
      }),
      "CN403",
    );
});
