import { beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { taggedWith } from "../../../tests/fixtures/hostile/id3.ts";
import { countingServer, leftovers } from "../../../tests/fixtures/hostile/leftovers.ts";
import { audioMaker, type MakeAudio } from "../../../tests/fixtures/hostile/make-audio.ts";
import { referringTo } from "../../../tests/fixtures/hostile/mp4.ts";
import { processRecording } from "../process-recording.ts";
import { decode } from "./decode.ts";
import { startFfmpeg } from "./ffmpeg.ts";
import type { NativeDecoder } from "./native-decoder.ts";
import { sniff } from "./sniff.ts";

/** Lists of addresses in every form that ffmpeg or a player reads. */
const lists = (url: string, port: number) => [
  `#EXTM3U\n#EXTINF:10,\n${url}.ts\n#EXT-X-ENDLIST\n`,
  `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${url}"\n#EXTINF:10,\nfile:///etc/passwd\n`,
  `ffconcat version 1.0\nfile '${url}.wav'\nfile '/etc/passwd'\n`,
  `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/AVP 0\n`,
  `<?xml version="1.0"?><MPD><Period><BaseURL>${url}</BaseURL></Period></MPD>`,
  `<smil><body><audio src="${url}"/></body></smil>`,
  `<asx version="3.0"><entry><ref href="${url}"/></entry></asx>`,
  `<!DOCTYPE html><script src="${url}"></script>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}"/></svg>`,
  `[playlist]\nFile1=${url}\n`,
  `${url}\n`,
];
const beginnings = [
  "RIFF\x24\0\0\0WAVE",
  "fLaC",
  "ID3\x04\0\0\0\0\0\0",
  "OggS",
  "\0\0\0\x20ftypM4A ",
  "#!AMR\n",
  "\x1aE\xdf\xa3",
];

for (const { name, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`a file that asks for other files, by ${name}`, () => {
    let decoder: NativeDecoder | undefined;
    let make: MakeAudio;
    beforeAll(async () => {
      decoder = await open();
      make = await audioMaker();
    });

    test("is told that it is no sound; nobody is called, nothing is opened", async () => {
      const server = await countingServer();
      const texts = lists(server.url, server.port);
      const given = decoder && { decoder };
      for (const text of texts) {
        const asked = { audio: Buffer.from(text), keep: "both", language: "en", ...given } as const;
        expect(await processRecording(asked), text).toMatchObject({ outcome: "refused", reason: "not_audio" });
      }
      const ffmpeg = await startFfmpeg(decoder);
      for (const beginning of beginnings) {
        const audio = new Uint8Array(Buffer.from(beginning + texts.slice(0, 6).join(""), "latin1"));
        const sniffed = sniff(audio);
        const heard = "refused" in sniffed ? sniffed : await decode(ffmpeg, audio, sniffed.container);
        // Any bytes are AMR frames: text becomes a moment of noise, which is no speech.
        if ("left" in heard) expect([heard.codec, heard.left.length < 16_000]).toEqual(["amr_nb", true]);
        else expect("refused" in heard ? heard.refused : heard.reason, beginning).toMatch(/^(?:not_audio|damaged)$/);
      }
      await ffmpeg.stop();
      expect(await server.calls()).toBe(0);
    }, 180_000);

    test("in its tags, its cover, its lyrics or where it says that its sound lies, is heard without them", async () => {
      const server = await countingServer();
      const short = (file: string, ...options: string[]) => make(file, "-t", "4", ...options);
      const said = ["-metadata", `title=${server.url}`, "-metadata", `comment=#EXTM3U ${server.url}`];
      const whole = [
        taggedWith(server.url, short("a.mp3")),
        short("a.flac", ...said),
        short("a.opus", ...said),
        short("a.webm", "-c:a", "libopus", ...said),
        short("a.m4a", "-c:a", "aac", ...said),
      ];
      const elsewhere = [server.url, "file:///etc/passwd", "/etc/passwd"].map((url) =>
        referringTo(url, short("a.m4a", "-c:a", "aac")),
      );
      const ffmpeg = await startFfmpeg(decoder);
      for (const audio of [...whole, ...elsewhere]) {
        const sniffed = sniff(audio);
        if ("refused" in sniffed) throw new Error("sound is not known for sound");
        const decoded = await decode(ffmpeg, audio, sniffed.container);
        if ("outcome" in decoded) expect(decoded.reason).toBe("damaged");
        else expect(decoded.left.length / decoded.sampleRateHz).toBeCloseTo(4, 0);
        expect("outcome" in decoded && whole.includes(audio), sniffed.container).toBe(false);
      }
      await ffmpeg.stop();
      expect(await server.calls()).toBe(0);
      expect(await leftovers()).toEqual([]);
    }, 180_000);
  });
}

/** A FLAC file with a comment, a cover and a block of an application put in, and a page and an archive behind it. */
function loaded(flac: Uint8Array): Uint8Array {
  const block = (type: number, content: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(content.length, 0);
    head[0] = type;
    return Buffer.concat([head, content]);
  };
  const sized = (text: string) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(Buffer.byteLength(text));
    return Buffer.concat([size, Buffer.from(text)]);
  };
  const said = [
    "ARTIST=canary-artist",
    "LOCATION=canary-48.8566,2.3522",
    "ENCODER=canary-device-id",
    "LYRICS=<script>canary</script>",
  ];
  const count = Buffer.alloc(4);
  count.writeUInt32LE(said.length);
  const comment = Buffer.concat([sized("canary-vendor"), count, ...said.map(sized)]);
  const info = Buffer.from(flac.subarray(0, 42));
  info[4] = 0; // not the last block
  const rest = skipBlocks(flac);
  return Buffer.concat([
    info,
    block(4, comment),
    block(2, Buffer.from("cnry<svg onload=canary></svg>")),
    block(0x81, Buffer.alloc(16)),
    rest,
    Buffer.from("<html><script>canary</script></html>PK\x03\x04canary.zip"),
  ]);
}

/** Where the frames begin: behind the block that is marked as the last. */
function skipBlocks(flac: Uint8Array): Uint8Array {
  let at = 4;
  for (let isLast = false; !isLast; ) {
    isLast = (flac[at]! & 0x80) !== 0;
    at += 4 + ((flac[at + 1]! << 16) | (flac[at + 2]! << 8) | flac[at + 3]!);
  }
  return flac.subarray(at);
}

describe("what a file says about who made it", () => {
  test("survives in no clip: artist, place, device, cover, page and archive are gone", async () => {
    const audio = loaded(await fixtureBytes("boiler-repair.flac"));
    expect(Buffer.from(audio).includes("canary-artist")).toBe(true);
    const processed = await processRecording({ audio, keep: "both", language: "en" });
    expect(processed.outcome).not.toBe("refused");
    if (processed.outcome !== "processed") return;
    expect(processed.clips.length).toBeGreaterThan(0);
    for (const [name, value] of processed.clips.flatMap((clip) => Object.entries(clip))) {
      const text = value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value);
      expect(text, name).not.toMatch(/canary|cnry|<script|<svg/);
    }
  }, 180_000);
});
