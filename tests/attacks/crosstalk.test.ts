import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDoor, type ReadTx, type Tx } from "../../db/door.ts";
import { clips, users, versions } from "../../db/tables.ts";
import { nobody } from "../../db/viewer.ts";
import { canary, contributors } from "../people.ts";
import { openWorld, type World } from "../world.ts";

// Connections are shared and die; nobody may find themselves in somebody else's transaction.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const mine = (tx: ReadTx) => tx.select({ text: clips.text }).from(clips);
const textOf = (name: string) => [{ text: canary("clip", name) }];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const killAll = (state = "%") =>
  w.root`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('consonant_web', 'consonant_look') and state like ${state} and datname = current_database()`;

it("three hundred looks at once, while connections are killed, each see their own or fail", async () => {
  let served = 0;
  const looks = Array.from({ length: 300 }, async (_, i) => {
    const name = contributors[i % 3]!;
    if (i % 60 === 59) await killAll();
    const seen = await w.doors.web.look(w.people[name].viewer, mine).catch((error: Error) => error);
    if (seen instanceof Error) return;
    expect(seen).toEqual(textOf(name));
    served++;
  });
  await Promise.all(looks);
  expect(served).toBeGreaterThan(100);
  // a line learns of its death from its socket, perhaps at its next use: until all are new, a look may fail, and never lie
  let inARow = 0;
  for (let i = 0; i < 200 && inARow < 30; i++) {
    const seen = await w.doors.web.look(w.people.priya.viewer, mine).catch((error: Error) => error);
    if (!(seen instanceof Error)) expect(seen).toEqual(textOf("priya"));
    inARow = seen instanceof Error ? 0 : inARow + 1;
  }
  expect(inARow).toBe(30);
  expect(await w.doors.web.look(nobody, (tx) => tx.select({ id: versions.id }).from(versions))).toHaveLength(1);
});

it("sixty acts at once, while connections are killed, each see their own or fail whole", async () => {
  const acts = Array.from({ length: 60 }, async (_, i) => {
    const name = contributors[i % 3]!;
    const handle = `${name}-${i}`;
    const done = await w.doors.web
      .act(w.people[name].viewer, "account.rename", w.people[name].id, async (tx) => {
        expect(await mine(tx)).toEqual(textOf(name));
        if (i % 20 === 19) await killAll();
        await tx.update(users).set({ handle });
        return mine(tx);
      })
      .catch((error: Error) => error);
    if (!(done instanceof Error)) expect(done).toEqual(textOf(name));
    else if (/expected/.test(done.message)) throw done;
  });
  await Promise.all(acts);
  for (const name of contributors) {
    const [{ handle }] = (await w.root`select handle from app.users where id = ${w.people[name].id}`) as unknown as [
      { handle: string },
    ];
    expect(handle.startsWith(`${name}-`) || handle.startsWith("u-"), `${name} is called ${handle}`).toBe(true);
  }
});

it("look writes nothing, and a look kept past its end still carries its own viewer", async () => {
  const write = w.doors.web.look(
    w.people.dana.viewer,
    (tx) => (tx as unknown as Tx).update(users).set({ handle: "x" }) as unknown as Promise<unknown>,
  );
  await expect(write).rejects.toThrow();
  let kept!: ReadTx;
  await w.doors.web.look(w.people.dana.viewer, async (tx) => {
    kept = tx;
    return mine(tx);
  });
  await w.doors.web.act(w.people.priya.viewer, "account.rename", "x", async (tx) => {
    expect(await mine(tx)).toEqual(textOf("priya"));
    expect(await mine(kept)).toEqual(textOf("dana"));
  });
});

it("an act that leaked or stalled never reads as the next viewer", async () => {
  const door = openDoor({ lookUrl: w.url("consonant_look"), actUrl: w.url("consonant_web"), max: 1, actMax: 1 });
  const { dana, priya } = w.people;
  let leaked!: Tx;
  await door.act(dana.viewer, "account.rename", "x", async (tx) => {
    leaked = tx;
    return mine(tx);
  });
  await door.act(priya.viewer, "account.rename", "x", async () => {
    await expect(mine(leaked)).rejects.toThrow();
  });

  // dana's act stalls, the server drops it, priya is served on the one line; then dana's goes on
  let goOn!: () => void;
  const stalled = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const late = door
    .act(dana.viewer, "account.rename", "x", async (tx) => {
      await mine(tx);
      await stalled;
      return mine(tx);
    })
    .catch((error: Error) => error);
  await pause(60);
  await killAll("idle in transaction%");
  await pause(60);
  const meanwhile = await door.act(priya.viewer, "account.rename", "x", async (tx) => {
    await mine(tx);
    goOn();
    await pause(60);
    return mine(tx);
  });
  expect(meanwhile).toEqual(textOf("priya"));
  expect(await late).toBeInstanceOf(Error);
  expect(await door.look(priya.viewer, mine)).toEqual(textOf("priya"));
  await door.close();
});

it("a query that fails half-way leaves no hole in the next viewer's answer", async () => {
  const door = openDoor({ lookUrl: w.url("consonant_look"), actUrl: w.url("consonant_web"), max: 1, actMax: 1 });
  const { dana, priya } = w.people;
  const failing = (tx: ReadTx) => tx.select({ x: sql`1 / (3 - i)` }).from(sql`generate_series(1, 50) i`);
  for (const viewer of [dana.viewer, nobody]) {
    await expect(door.look(viewer, failing)).rejects.toThrow();
    expect(await door.look(priya.viewer, mine)).toEqual(textOf("priya"));
    await expect(door.look(viewer, failing)).rejects.toThrow();
    expect(await door.look(nobody, (tx) => tx.select({ id: versions.id }).from(versions))).toHaveLength(1);
    const [failed, seen] = await Promise.allSettled([door.look(viewer, failing), door.look(priya.viewer, mine)]);
    expect([failed.status, seen]).toEqual(["rejected", { status: "fulfilled", value: textOf("priya") }]);
    await expect(door.act(viewer, "account.rename", "x", failing)).rejects.toThrow();
    expect(await door.act(priya.viewer, "account.rename", "x", mine)).toEqual(textOf("priya"));
  }
  await door.close();
});

it("a query asked while a connection breaks gets its own answer or none, never the next viewer's", async () => {
  const wire = await openWire(w.url("consonant_look"));
  const door = openDoor({ lookUrl: wire.url, actUrl: w.url("consonant_web"), max: 1, actMax: 1 });
  const look = (name: (typeof contributors)[number]) => door.look(w.people[name].viewer, mine);
  const settled = (work: Promise<unknown>) =>
    Promise.race([work.catch(() => "refused"), pause(3_000).then(() => "hangs")]);
  expect(await look("dana")).toEqual(textOf("dana"));

  wire.hold();
  const cut = look("dana");
  await pause(50);
  // the moment that it fails: the socket has broken, and is not closed yet
  const meanwhile = cut.catch(() => settled(look("priya")));
  wire.reset();
  await pause(100);
  for (let i = 0; i < 4; i++) expect(await settled(look("tomas"))).toEqual(textOf("tomas"));
  const seen = await meanwhile;
  if (seen !== "refused") expect(seen).toEqual(textOf("priya"));
  await door.close();
  await wire.close();
});

/** A wire to Postgres that can be held and cut, as a network does. */
async function openWire(address: string) {
  const there = new URL(address);
  const ends = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(there.port), there.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to);
      from.on("error", () => to.destroy());
    }
    ends.add(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const here = new URL(address);
  here.port = String((server.address() as net.AddressInfo).port);
  return {
    url: here.href,
    hold: () => ends.forEach((near) => void near.unpipe()),
    reset: () => {
      for (const near of ends) near.resetAndDestroy();
      ends.clear();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
