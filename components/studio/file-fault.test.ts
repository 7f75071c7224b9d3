import { expect, test } from "vitest";
import { audioFault, transcriptFault } from "./file-fault.ts";
import { outcomeOf } from "./send-file.ts";

const most = 300 * 1024 * 1024;

test("a file is taken for audio by its type or, where a system gives none, by its name", () => {
  expect(audioFault({ name: "garden.m4a", size: 10, type: "" }, most)).toBeUndefined();
  expect(audioFault({ name: "garden", size: 10, type: "audio/ogg" }, most)).toBeUndefined();
  expect(audioFault({ name: "garden.pdf", size: 10, type: "application/pdf" }, most)).toBe("notAudio");
});

test("what is empty or too large is not sent at all", () => {
  expect(audioFault({ name: "a.wav", size: 0, type: "audio/wav" }, most)).toBe("empty");
  expect(audioFault({ name: "a.wav", size: most, type: "audio/wav" }, most)).toBeUndefined();
  expect(audioFault({ name: "a.wav", size: most + 1, type: "audio/wav" }, most)).toBe("tooLarge");
});

test("a transcript is JSON", () => {
  expect(transcriptFault({ name: "words.json", size: 9, type: "" })).toBeUndefined();
  expect(transcriptFault({ name: "words.srt", size: 9, type: "text/plain" })).toBe("notJson");
});

test("a gateway's silence is a lost line, a server's no is final", () => {
  expect(outcomeOf(204)).toEqual({ outcome: "sent" });
  expect(outcomeOf(502)).toEqual({ outcome: "lost" });
  expect(outcomeOf(413)).toEqual({ outcome: "refused", status: 413 });
  expect(outcomeOf(503)).toEqual({ outcome: "refused", status: 503 });
});
