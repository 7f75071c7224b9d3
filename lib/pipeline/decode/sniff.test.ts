import { describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { sniff } from "./sniff.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text.padEnd(64, "\0"), "latin1"));

describe("a file is known by its first bytes", () => {
  test.each([
    ["RIFF\x24\0\0\0WAVEfmt ", "wav"],
    ["fLaC\0\0\0\x22", "flac"],
    ["OggS\0\x02", "ogg"],
    ["\0\0\0\x20ftypM4A ", "mov"],
    ["#!AMR\n\x3c", "amr"],
    ["#!AMR-WB\n\x3c", "amr"],
    ["\x1aE\xdf\xa3\x9f", "matroska"],
    ["\xff\xfb\x90\x64", "mp3"],
    ["\xff\xf1\x50\x80", "aac"],
    ["ID3\x04\0\0\0\0\0\x05.....\xff\xfb\x90\x64", "mp3"],
  ])("%j is %s", (start, container) => {
    expect(sniff(bytes(start))).toEqual({ container });
  });

  test("sound that is not taken is told from what is no sound", () => {
    expect(sniff(bytes("FORM\0\0\0\0AIFF"))).toEqual({ refused: "unsupported_format", looksLike: "aiff" });
    expect(sniff(bytes("RIFF\0\0\0\0AVI "))).toEqual({ refused: "unsupported_format", looksLike: "riff" });
    expect(sniff(bytes("<html><script>"))).toEqual({ refused: "not_audio", looksLike: "unknown" });
    expect(sniff(new Uint8Array())).toEqual({ refused: "not_audio", looksLike: "unknown" });
  });

  test("a playlist that is named .mp3 stays a playlist", async () => {
    expect(sniff(await fixtureBytes("playlist-named.mp3"))).toEqual({ refused: "not_audio", looksLike: "playlist" });
  });

  test("an ID3 tag that reaches past the end is no sound", () => {
    expect(sniff(bytes("ID3\x04\0\0\x7f\x7f\x7f\x7f"))).toEqual({ refused: "not_audio", looksLike: "unknown" });
  });
});
