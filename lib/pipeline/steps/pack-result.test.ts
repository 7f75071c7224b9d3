import { expect, test } from "vitest";
import { packResult, unpackResult } from "./pack-result.ts";

const packed = (key: string, result: unknown) => Buffer.concat([...packResult(key, result)!]);

test("a packed result keeps typed arrays and shared objects, and only under its own key", async () => {
  const shared = { kind: "NAME" };
  const room = new Int16Array(1_000_000);
  const samples = room.subarray(500, 503);
  samples.set([1, -2, 32_767]);
  const result = {
    samples,
    again: samples,
    nothing: new Uint8Array(0),
    codes: Uint32Array.of(0xffff_ffff),
    levels: Float32Array.of(0.5, Number.NEGATIVE_INFINITY),
    flac: Buffer.from("fLaC"),
    words: [shared, shared],
    none: null,
  };
  const bytes = packed("decode.a", result);
  expect(bytes.length, "of a long room, only what is looked at").toBeLessThan(1_000);
  const again = (await unpackResult("decode.a", [bytes]))!.result as typeof result;
  expect(again).toEqual({ ...result, flac: new Uint8Array(result.flac) });
  expect(again.words[0]).toBe(again.words[1]);
  expect(again.again).toBe(again.samples);
  expect(await unpackResult("decode.b", [bytes])).toBeNull();
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at]! ^= 0x40;
    expect(await unpackResult("decode.a", [damaged]), `byte ${at}`).toBeNull();
    expect(await unpackResult("decode.a", [bytes.subarray(0, at)]), `cut off at ${at}`).toBeNull();
  }
  expect(await unpackResult("decode.a", [bytes, Buffer.from("more")])).toBeNull();
});

test("hours of samples go in pieces that are looks at them, and come back from pieces of any length", async () => {
  const samples = Int16Array.from({ length: 3_000_000 }, (_, i) => i * 7);
  const pieces = [...packResult("decode.a", { samples })!];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1 << 20);
  expect(pieces.filter(({ buffer }) => buffer === samples.buffer).length).toBeGreaterThanOrEqual(6);
  const whole = Buffer.concat(pieces);
  const odd = Array.from({ length: Math.ceil(whole.length / 777_777) }, (_, i) =>
    whole.subarray(i * 777_777, (i + 1) * 777_777),
  );
  const again = (await unpackResult("decode.a", odd))!.result as { samples: Int16Array };
  expect(Buffer.from(again.samples.buffer).equals(Buffer.from(samples.buffer))).toBe(true);
});

test("what is larger than a store takes is not kept, and nobody reserves room for it", async () => {
  const huge = new Uint8Array(1_000_000_001);
  expect(packResult("decode.a", { huge })).toBeNull();
});
