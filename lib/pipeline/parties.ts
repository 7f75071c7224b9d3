/** "a" is always the left channel, "b" the right one. */
export type Party = "a" | "b";
export type Channel = "left" | "right";

export interface KeptChannel {
  channel: Channel;
  samples: Int16Array;
}

export function partyOf(channel: Channel): Party {
  return channel === "left" ? "a" : "b";
}
