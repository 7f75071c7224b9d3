import { describe, expect, it } from "vitest";
import { type CallClip, CallPlayback, type Voice } from "./call-playback.ts";

/** An <audio> element without a browser: it moves when the test says so. */
class FakeVoice implements Voice {
  currentTime = 0;
  paused = true;
  ended = false;
  readyState = 4;
  readonly src: string;
  constructor(src: string) {
    this.src = src;
  }
  async play() {
    this.paused = false;
  }
  pause() {
    this.paused = true;
  }
}

const clip = (src: string, startSeconds: number, endSeconds: number): CallClip => ({ src, startSeconds, endSeconds });

function call(clips: CallClip[], durationSeconds: number) {
  const voices = new Map<string, FakeVoice>();
  const open = (src: string) => {
    const made = new FakeVoice(src);
    voices.set(src, made);
    return made;
  };
  const playback = new CallPlayback(clips, durationSeconds, open, () => undefined);
  const sounding = () => [...voices.values()].filter((voice) => !voice.paused).map((voice) => voice.src);
  return { playback, voices, sounding };
}

describe("a call that is played from its clips", () => {
  it("sounds both sides where they overlap, each at its own place", () => {
    const { playback, voices, sounding } = call([clip("a", 0, 10), clip("b", 4, 8)], 10);
    playback.seek(5);
    playback.tick(0.02);
    expect(sounding()).toEqual(["a", "b"]);
    expect([voices.get("a")?.currentTime, voices.get("b")?.currentTime]).toEqual([5, 1]);
  });

  it("keeps the time of the clip that sounds, not of the clock on the wall", () => {
    const { playback, voices } = call([clip("a", 2, 10)], 10);
    playback.seek(2);
    playback.tick(0.02);
    voices.get("a")!.currentTime = 0.5;
    playback.tick(3);
    expect(playback.positionSeconds).toBe(2.5);
  });

  it("stands still while a clip has not arrived, and goes on where it stood", () => {
    const { playback, voices, sounding } = call([clip("a", 0, 10), clip("late", 3, 6)], 10);
    playback.tick(0.02);
    playback.seek(3);
    voices.get("late")!.readyState = 1;
    expect(playback.tick(1)).toBe("waiting");
    expect(sounding()).toEqual([]);
    expect(playback.positionSeconds).toBe(3);
    voices.get("late")!.readyState = 4;
    expect(playback.tick(0.02)).toBe("playing");
    expect(sounding()).toEqual(["a", "late"]);
  });

  it("passes over a long silence but for its last moment", () => {
    const { playback } = call([clip("a", 0, 2), clip("b", 30, 32)], 40);
    playback.seek(2.1);
    playback.tick(0.1);
    expect(playback.positionSeconds).toBeCloseTo(29.7);
  });

  it("goes on past a file that is a little shorter than its clip, and ends with the last one", () => {
    const { playback, voices } = call([clip("a", 0, 2)], 10);
    playback.tick(0.02);
    Object.assign(voices.get("a")!, { currentTime: 1.9, ended: true, paused: true, readyState: 2 });
    playback.seek(1.9);
    voices.get("a")!.ended = true;
    expect(playback.tick(0.05)).toBe("playing");
    expect(playback.positionSeconds).toBeCloseTo(1.95);
    expect(playback.tick(0.1)).toBe("ended");
  });

  it("knows what was heard: what was only jumped over was not", () => {
    const { playback, voices } = call([clip("a", 0, 10)], 10);
    playback.tick(0.02);
    voices.get("a")!.currentTime = 1.5;
    playback.tick(0.02);
    playback.seek(7);
    playback.tick(0.02);
    expect([0, 1, 2, 6, 7].map((second) => playback.hasHeard(second))).toEqual([true, true, false, false, true]);
    expect(playback.heardShare).toBeCloseTo(0.3);
  });

  it("lets go of what is far away, so that a link is asked for when it is needed", () => {
    const { playback, voices } = call([clip("a", 0, 5), clip("z", 600, 605)], 700);
    playback.tick(0.02);
    expect([...voices.keys()]).toEqual(["a"]);
    playback.seek(600);
    playback.tick(0.02);
    const first = voices.get("a");
    playback.seek(0);
    playback.tick(0.02);
    expect(voices.get("a")).not.toBe(first);
  });
});
