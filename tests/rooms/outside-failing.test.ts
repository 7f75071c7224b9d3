import { rename, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { issueLink } from "../../lib/downloads/issue-link.ts";
import { askPasskeys } from "../../lib/identity/ask-passkeys.ts";
import { createOrganisation } from "../../lib/identity/create-organisation.ts";
import { myLicences, orderList } from "../../lib/orders/read.ts";
import { startCheckout } from "../../lib/orders/start-checkout.ts";
import { errorCodeOf } from "../../lib/web/error-response.ts";
import { log } from "../../lib/web/log.ts";
import { sendWaitingMail } from "../../worker/mail.ts";
import { filePath } from "../market.ts";
import { newBrowser, type SignedIn, signIn } from "../people.ts";
import { only, waitingJobs } from "../world.ts";
import { openRoom, type Room } from "./room.ts";
import { call, newcomer, notice, upload } from "./shared-call.ts";

// What is not ours fails: Stripe, the store, the mail server, the process next door. Nobody is given more than before, nothing
// is left half done, and asking again works.
log.level = "silent";
let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

describe("Stripe", () => {
  it("that does not answer sells nothing, and the same order is paid for later", async () => {
    const { id, token } = await signIn(room, "buyer@outage.example", "buyer");
    const buyer: SignedIn = { via: "session", token, id, role: "buyer", aal: 1 };
    await createOrganisation(buyer, { name: "Outage", country: "PT", vatNumber: "" });
    const buy = () => startCheckout(buyer, { versionId: room.market.version, poNumber: "", locale: "en" });

    for (const mode of ["500_before", "reset_before"]) {
      await room.desk.control("faults", { match: "POST /v1/checkout/sessions", mode, times: 10 });
      await expect(buy()).rejects.toThrow();
      await room.desk.control("faults", { clear: true });
    }
    expect(await orderList(buyer)).toMatchObject([{ state: "open" }]);
    expect(await myLicences(buyer)).toEqual([]);
    expect(await issueLink(buyer, room.market.version, filePath)).toBeNull();

    expect(await buy()).toMatchObject({ kind: "pay" });
    expect(await orderList(buyer)).toHaveLength(1);
  });
});

describe("the store", () => {
  it("that cannot be written refuses the upload; the recording is still awaited, and comes in afterwards", async () => {
    const nadia = await newcomer(room, "nadia");
    const id = await addRecording(nadia, call, notice);
    const intake = process.env.INTAKE_STORE!;
    const state = () => only<string>(room.root`select state from app.recordings where id = ${id}`);
    const before = await state();
    await rename(intake, `${intake}-away`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error; // nothing was stored yet
    });
    await writeFile(intake, "a file where the folder was");
    const failed = await upload(nadia, id).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(Error);
    expect(["broken", "unreachable"]).toContain(errorCodeOf(failed));
    expect([await state(), await waitingJobs(room, id)]).toEqual([before, []]);

    await rename(intake, `${intake}-gone`);
    await upload(nadia, id);
    expect(await waitingJobs(room, id)).toEqual(["recordings.process"]);
  });
});

describe("the passkeys process", () => {
  it("that is not there raises nobody: web has no other way", async () => {
    const { token } = await signIn(room, "raise@outage.example");
    const failed = await askPasskeys("options", { kind: "raise", session: token }, z.object({})).catch(
      (error) => error,
    );
    expect(errorCodeOf(failed)).toBe("unreachable"); // 503
    expect(await only(room.web`select aal from api.begin_request(${token})`)).toBe(1);
  });
});

describe("the mail server", () => {
  it("that refuses loses no mail, is asked less and less often, and lets nobody in meanwhile", async () => {
    await room.root`delete from priv.mail_outbox`;
    const browser = newBrowser();
    await room.web`select api.request_login('waits@outage.example', 'contributor', 'en', ${browser})`;
    const refuses = async () => {
      throw new Error("450 try again later");
    };
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      expect(await sendWaitingMail(room.mailer, "http://localhost:3000", refuses)).toBe(1);
      const [mail] = await room.root`
        select failures, extract(epoch from not_before - clock_timestamp())::float as pause from priv.mail_outbox`;
      expect(mail!.failures).toBe(i + 1);
      pauses.push(mail!.pause);
      await room.root`update priv.mail_outbox set not_before = clock_timestamp()`;
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[2]! / pauses[0]!).toBeGreaterThan(2);

    const sent: string[] = [];
    await sendWaitingMail(
      room.mailer,
      "http://localhost:3000",
      async ({ to, text }) => void sent.push(`${to} ${text}`),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^waits@outage\.example .*\/sign-in\/confirm#hl_[0-9a-f]{64}\s/s);
    expect(await only(room.root`select count(*)::int from priv.mail_outbox`)).toBe(0);
  });
});
