import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDataset } from "../../lib/catalog/create-dataset.ts";
import { catalogueQuery } from "../../lib/catalog/input.ts";
import { searchCatalogue } from "../../lib/catalog/read.ts";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { recordingPage } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { refuseRecording } from "../../lib/contributions/refuse-recording.ts";
import { transcriptLimits } from "../../lib/contributions/rules.ts";
import { issueLink } from "../../lib/downloads/issue-link.ts";
import { createKey } from "../../lib/identity/create-key.ts";
import { createOrganisation } from "../../lib/identity/create-organisation.ts";
import { TooLarge } from "../../lib/outside/storage.ts";
import { hostileStrings } from "../house/hostile-strings.ts";
import { sourcesEndingIn } from "../house/sources.ts";
import { filePath } from "../market.ts";
import { type SignedIn, signIn } from "../people.ts";
import { openRoom, type Room } from "../rooms/room.ts";
import { call, inReview, newcomer, notice } from "../rooms/shared-call.ts";
import { only } from "../world.ts";

// Somebody types, sends and names things that nobody would.
let room: Room;
let mallory: SignedIn;
let victim: SignedIn;
beforeAll(async () => {
  process.env.UPLOAD_BYTES = "100000";
  room = await openRoom();
  mallory = await newcomer(room, "mallory");
  victim = await newcomer(room, "victim");
});
afterAll(async () => {
  delete process.env.UPLOAD_BYTES;
  await room.close();
});

const injections = [
  "'; drop table app.recordings; --",
  "' or '1'='1",
  "\\'; select pg_sleep(10); --",
  "$1 $2 {1} %s :name ?",
  "'); insert into app.users (role) values ('finance'); --",
  "x' union select secret from priv.mail_outbox --",
  "$$; select 1; $$",
  "{a,b}",
  "\"quoted\" 'quoted' \\\\ back",
  "<script>alert(1)</script>",
  "ＳＥＬＥＣＴ ＇",
];

describe("SQL in a text", () => {
  const unharmed = () =>
    room.root`select (select count(*)::int from pg_tables where schemaname in ('app', 'priv')) as tables,
                     (select count(*)::int from app.users where role = 'finance') as finance`;

  it("is text: it is stored, read back, and does nothing else", async () => {
    const before = await unharmed();
    const { id, token } = await signIn(room, "bobby@company.example", "buyer");
    const buyer = { via: "session", token, id, role: "buyer", aal: 1 } as const;
    await createOrganisation(buyer, { name: injections[0]!, country: "PT", vatNumber: "' or 1=1 --" });
    expect(await only(room.root`select vat_number from app.organisations where name = ${injections[0]!}`)).toBe(
      "' or 1=1 --",
    );
    for (const text of injections) {
      const recording = await addRecording(mallory, { ...call, title: text }, notice);
      expect((await recordingPage(mallory, recording))!.title).toBe(text);
      await createKey(buyer, text);
      expect(await only(room.root`select count(*)::int from app.api_keys where label = ${text}`)).toBe(1);
    }
    expect(await unharmed()).toEqual(before);
  });

  it("is text for the desk too: a dataset's words, a reviewer's note", async () => {
    const [first, second] = injections as [string, string];
    const { datasetId } = await createDataset(room.people.cyrus.viewer, {
      slug: "robert-tables",
      title: first,
      summary: second.padEnd(20, "'"),
      language: "en",
      kind: "mixed",
      licence: "standard",
      pricePerHour: 10,
    });
    expect(await only(room.root`select title from app.datasets where id = ${datasetId}`)).toBe(first);
    const recording = await inReview(room, victim, call);
    await refuseRecording(room.people.rhea.viewer, { recordingId: recording, reason: "music", note: first });
    expect((await recordingPage(victim, recording))!.note).toBe(first);
  });

  it("finds nothing in a search, breaks none, and takes no longer", async () => {
    const operators = ["a:*b", "!!", "&|!()<->", "a & !b:*", "'a':*", "\\", "\u0000", "a\u0000b", "😀".repeat(60)];
    for (const q of [...injections, ...operators, "a ".repeat(8_000)]) {
      const began = performance.now();
      const found = await searchCatalogue(catalogueQuery.parse({ q }));
      expect(found.total, q).toBeLessThanOrEqual(1);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });
});

describe("an upload", () => {
  const bytes = (length: number) => Readable.from([Buffer.alloc(length, 1)]);
  const announce = (viewer: SignedIn) => addRecording(viewer, call, notice);
  const stateOf = (id: string) => only<string>(room.root`select state from app.recordings where id = ${id}`);
  const keptOf = async (id: string) => {
    const [row] =
      await room.root`select intake_key, transcript_intake_key from priv.raw_objects where recording_id = ${id}`;
    return {
      audio: await room.stores.intake.size(row!.intake_key),
      words: await room.stores.intake.size(row!.transcript_intake_key),
    };
  };
  const nothing = { audio: null, words: null };

  it("to another's recording is told what one to nothing is told, and leaves no byte", async () => {
    const theirs = await announce(victim);
    for (const part of ["audio", "transcript"] as const)
      for (const id of [theirs, randomUUID(), room.market.recordings.tomas])
        await expect(receiveUpload(mallory, id, part, bytes(10))).rejects.toMatchObject({ code: "not_found" });
    await expect(receiveUpload({ via: "nobody" }, theirs, "audio", bytes(10))).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:signed_out|not_found)$/),
    });
    expect(await keptOf(theirs)).toEqual(nothing);
    expect(await stateOf(theirs)).toBe("announced");
  });

  it("that is longer than what is taken is cut off, and kept not even in part", async () => {
    const id = await announce(mallory);
    await expect(receiveUpload(mallory, id, "audio", bytes(100_001))).rejects.toThrow(TooLarge);
    async function* endless() {
      for (;;) yield Buffer.alloc(65_536, 1);
    }
    await expect(receiveUpload(mallory, id, "audio", Readable.from(endless()))).rejects.toThrow(TooLarge);
    expect(await keptOf(id)).toEqual(nothing);
    expect(await stateOf(id)).toBe("announced");
  });

  it("of a transcript has a bound of its own, far below what a call may have", async () => {
    const id = await announce(mallory);
    const words = Readable.from(Array.from({ length: 25 }, () => Buffer.alloc(1 << 20, "[")));
    expect(transcriptLimits.bytes).toBeLessThan(25 << 20);
    await expect(receiveUpload(mallory, id, "transcript", words)).rejects.toThrow(TooLarge);
    expect(await keptOf(id)).toEqual(nothing);
  });

  it("that breaks off leaves nothing, and may be sent again", async () => {
    const id = await announce(mallory);
    async function* broken() {
      yield Buffer.alloc(1_000, 1);
      throw new Error("the phone went into a tunnel");
    }
    await expect(receiveUpload(mallory, id, "audio", Readable.from(broken()))).rejects.toThrow("tunnel");
    expect(await keptOf(id)).toEqual(nothing);
    expect(await stateOf(id)).toBe("announced");
    await receiveUpload(mallory, id, "audio", bytes(500));
    expect(await stateOf(id)).toBe("received");
  });

  it("that has arrived is not replaced, by its own sender either", async () => {
    const id = await announce(mallory);
    await receiveUpload(mallory, id, "audio", bytes(500));
    const kept = await keptOf(id);
    for (const part of ["audio", "transcript"] as const)
      await expect(receiveUpload(mallory, id, part, bytes(900))).rejects.toMatchObject({ code: "not_found" });
    expect(await keptOf(id)).toEqual(kept);
  });

  it("sent twice at once arrives once", async () => {
    const id = await announce(mallory);
    const sent = await Promise.allSettled([1, 2, 3].map(() => receiveUpload(mallory, id, "audio", bytes(500))));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await stateOf(id)).toBe("received");
  });

  it("of the same bytes as another's tells nothing: both are taken alike", async () => {
    const ids = await Promise.all([announce(victim), announce(mallory)]);
    const answers = await Promise.all([
      receiveUpload(victim, ids[0]!, "audio", bytes(777)),
      receiveUpload(mallory, ids[1]!, "audio", bytes(777)),
    ]);
    expect(answers).toEqual([undefined, undefined]);
  });
});

describe("the name of a file", () => {
  const names = [
    "../../raw/key",
    "..%2f..%2fraw",
    "%2e%2e/raw",
    "..\\..\\raw",
    "/etc/passwd",
    "C:\\CON",
    "CON",
    "NUL.tar",
    `${filePath}\u0000`,
    `\u0000${filePath}`,
    `${filePath}\u0000.png`,
    `${filePath}/`,
    `/${filePath}`,
    `./${filePath}`,
    filePath.toUpperCase(),
    "\u202etar.00000-niart",
    "a\r\nSet-Cookie: a=b",
    "x".repeat(4_096),
    "\ud800",
    "",
  ];

  it("leads to that file or to nothing, and is never the database's error", async () => {
    const { viewer: ines } = room.people.ines;
    expect(await issueLink(ines, room.market.version, filePath)).not.toBeNull();
    for (const name of names) expect(await issueLink(ines, room.market.version, name), name).toBeNull();
    for (const version of ["", "../..", "\u0000", `${room.market.version}\u0000`, `${room.market.version}' or 1=1 --`])
      expect(await issueLink(ines, version, filePath)).toBeNull();
  });
});

describe("the database's own regular expressions", () => {
  it("end in time, whatever they are given", async () => {
    const patterns = sourcesEndingIn([".sql", ".ts"])
      .filter(({ path }) => /^db\/(?:sql|schema)\//.test(path))
      .flatMap(({ text }) => [...text.matchAll(/ !?~\*? '([^']+)'/g)].map((match) => match[1]!));
    expect(patterns.length).toBeGreaterThan(8);
    for (const pattern of new Set(patterns)) {
      const strings = hostileStrings(pattern, "", 8_192).filter((text) => !text.includes("\u0000"));
      await room.root.begin(async (t) => {
        await t`set local statement_timeout = '2s'`;
        await t`select bool_or(s ~ ${pattern}) from unnest(${strings}::text[]) s`;
      });
    }
  });
});
