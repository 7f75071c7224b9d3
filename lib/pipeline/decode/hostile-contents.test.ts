import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { processRecording } from "../process-recording.ts";

const outcome = async (audio: Uint8Array) => {
  const processed = await processRecording({ audio, keep: "both", language: "en" });
  return processed.outcome === "refused" ? processed.reason : processed.outcome;
};

describe("a file that asks for other files", () => {
  test("is told that it is no sound; nobody is called, nothing is opened", async () => {
    let calls = 0;
    const listener = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const at = `127.0.0.1:${(listener.address() as { port: number }).port}`;
    const texts = [
      `#EXTM3U\n#EXTINF:10,\nhttp://${at}/a.ts\n#EXT-X-ENDLIST\n`,
      `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="http://${at}/key"\n#EXTINF:10,\nfile:///etc/passwd\n`,
      `ffconcat version 1.0\nfile 'http://${at}/a.wav'\nfile '/etc/passwd'\n`,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${at.split(":")[1]} RTP/AVP 0\n`,
      `<?xml version="1.0"?><MPD><Period><BaseURL>http://${at}/</BaseURL></Period></MPD>`,
      `<!DOCTYPE html><script src="http://${at}/a.js"></script>`,
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="http://${at}/a.png"/></svg>`,
      `[playlist]\nFile1=http://${at}/a\n`,
    ];
    for (const text of texts) expect(await outcome(Buffer.from(text)), text.slice(0, 30)).toBe("not_audio");
    for (const start of ["RIFF\x24\0\0\0WAVE", "fLaC", "ID3\x04\0\0\0\0\0\0", "OggS", "\0\0\0\x20ftypM4A "])
      for (const text of texts.slice(0, 3))
        expect(await outcome(Buffer.from(start + text, "latin1"))).toMatch(
          /^(?:damaged|not_audio|unsupported_format)$/,
        );
    await new Promise((resolve) => listener.close(resolve));
    expect(calls).toBe(0);
  }, 180_000);
});

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
    if (processed.outcome === "refused") return;
    expect(processed.clips.length).toBeGreaterThan(0);
    for (const [name, value] of processed.clips.flatMap((clip) => Object.entries(clip))) {
      const text = value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value);
      expect(text, name).not.toMatch(/canary|cnry|<script|<svg/);
    }
  }, 180_000);
});
