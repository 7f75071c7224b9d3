import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { recordingPage } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { readWav, writeWav } from "../../lib/outside/wav.ts";
import { servicesOf } from "../../lib/pipeline/services-of.ts";
import { log } from "../../lib/web/log.ts";
import { mediaJobs } from "../../worker/jobs.ts";
import { shortCall } from "../fixtures/short-call.ts";
import { sendJson, serveRecogniser } from "../outside/recogniser-server.ts";
import type { SignedIn } from "../people.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { call, newcomer, notice } from "./shared-call.ts";

// A recording for which three services are configured: each that fails lets it wait, with a word for its owner, and nothing
// of it is to be had. What was done is not done again.
log.level = "silent";
let room: Room;
let nadia: SignedIn;
let spoken: Awaited<ReturnType<typeof shortCall>>;
const closing: (() => Promise<void>)[] = [];
const works = { recogniser: false, redaction: false, anonymizer: false };
const asked = { recogniser: 0, redaction: 0, anonymizer: 0 };
beforeAll(async () => {
  room = await openRoom();
  nadia = await newcomer(room, "nadia");
  spoken = await shortCall();
});
afterAll(async () => {
  for (const close of closing) await close();
  await room.close();
});

const own = () => spoken.transcript.words.filter(({ channel }) => channel === "left");

async function serve(answer: (body: Buffer, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(Buffer.concat(chunks), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function services() {
  const recogniser = await serveRecogniser((_, response) => {
    asked.recogniser++;
    if (!works.recogniser) return sendJson(response, { error: "out of memory" }, 503);
    const words = own().map(({ channel: _, ...word }) => word);
    sendJson(response, { text: words.map(({ word }) => word).join(" "), words });
  });
  closing.push(recogniser.close);
  const redaction = await serve((body, response) => {
    asked.redaction++;
    if (!works.redaction) return response.writeHead(200, { "content-type": "text/html" }).end("<html>");
    const { text } = JSON.parse(body.toString()) as { text: string };
    const start = text.indexOf(own()[1]!.word);
    sendJson(response, [{ entity_type: "US_TEAPOT", start, end: start + own()[1]!.word.length, score: 0.9 }]);
  });
  const anonymizer = await serve((body, response) => {
    asked.anonymizer++;
    if (!works.anonymizer) return response.destroy();
    const sent = readWav(body.subarray(body.indexOf("RIFF")))!;
    const level = Math.sqrt(sent.channels[0]!.reduce((sum, x) => sum + x * x, 0) / sent.channels[0]!.length);
    const hum = sent.channels[0]!.map((_, i) => level * Math.sin(i / 9));
    response.end(writeWav({ ...sent, channels: [hum] }));
  });
  return servicesOf({ RECOGNISER_URL: recogniser.url, REDACTION_URL: redaction, ANONYMIZER_URL: anonymizer });
}

describe("a recording whose services fail one after the other", { timeout: 120_000 }, () => {
  it("waits for each, is never sold with less, and goes on where it was", async () => {
    const id = await addRecording(nadia, call, notice);
    await receiveUpload(nadia, id, "audio", Readable.from([spoken.audio]));
    const jobs = mediaJobs({
      door: room.doors.media,
      stores: room.stores,
      vaultIdentity: room.vaultIdentity,
      siteUrl: "http://localhost:3000",
      services: await services(),
    });
    const work = () => workOff(room, "recordings.process", id, jobs);
    const seen = async () => {
      const [row] = await room.root`select state, step from app.recordings where id = ${id}`;
      const [count] = await room.root`select (select count(*)::int from app.clips where recording_id = ${id}) as clips,
        (select count(*)::int from app.reports where id = ${id}) as reports`;
      return { ...row, ...count };
    };
    const waiting = (step: string) => ({ state: "processing", step, clips: 0, reports: 0 });

    await expect(work()).rejects.toThrow("transcript");
    expect(await seen()).toEqual(waiting("waiting_transcript"));
    works.recogniser = true;
    await expect(work()).rejects.toThrow("redaction");
    expect(await seen()).toEqual(waiting("waiting_redaction"));
    works.redaction = true;
    await expect(work()).rejects.toThrow("anonymizer");
    expect(await seen()).toEqual(waiting("waiting_anonymizer"));
    expect(asked).toMatchObject({ recogniser: 2, redaction: 2 });
    works.anonymizer = true;
    await work();
    expect(await seen()).toMatchObject({ state: "in_review", step: null, reports: 1 });
    expect(asked).toMatchObject({ recogniser: 2, redaction: 2 });

    const { report } = (await recordingPage(nadia, id))!;
    expect(report?.report).toMatchObject({ transcriptSource: "recogniser", redaction: { outside: true } });
    const text = (report?.turns ?? []).map((turn) => turn.text).join(" ");
    expect(text).toContain("[NUMBER]");
    expect(text).not.toContain(own()[1]!.word);
  });
});
