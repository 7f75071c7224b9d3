import type { Door, Tx } from "../../../db/door.ts";
import type { Viewer } from "../../../db/viewer.ts";
import type { Side } from "../compare/compare-recordings.ts";
import { type Candidate, earlierRecordings, type Repeats } from "../compare/earlier-recordings.ts";
import { bestAlignments, slopeOf, spread, triedCodes } from "../compare/find-alignments.ts";
import type { ChannelFingerprint } from "../compare/fingerprint-channel.ts";
import { packFingerprint, unpackFingerprint } from "../compare/pack-fingerprint.ts";
import type { Channel } from "../parties.ts";
import { comparison, fingerprint } from "../rules.ts";

/** PostgreSQL's integers have a sign. */
const signed = (code: number): string => String(code | 0);

/**
 * Writes the fingerprints of a recording down and looks for earlier ones that hold the same. Written first: of two copies
 * that arrive at once, the later one always meets the earlier.
 */
export async function findRepeats(
  door: Door,
  job: Viewer,
  recordingId: string,
  sides: readonly Side[],
): Promise<Repeats> {
  await door.act(job, "recordings.process", recordingId, (tx) => keepFingerprints(tx, sides));
  const rows = await door.act(job, "recordings.process", recordingId, async (tx) => {
    const found: CandidateRow[] = [];
    for (const { channel, print } of sides) found.push(...(await candidatesFor(tx, channel, print)));
    return found;
  });
  return earlierRecordings(sides, candidatesIn(rows));
}

/** One candidate for each side; the alignments that any side of the new recording found are those of the whole of it. */
function candidatesIn(rows: readonly CandidateRow[]): Candidate[] {
  const sides = new Map(rows.map((row) => [`${row.recording}:${row.channel}`, row]));
  return [...sides.values()].map(({ recording, channel, relation, print }) => ({
    recordingId: recording,
    relation,
    channel,
    print: unpackFingerprint(print),
    alignments: bestAlignments(
      rows
        .filter((row) => row.recording === recording && row.channel === channel)
        .flatMap(({ shifts, offsets, hits }) =>
          shifts.map((shift, i) => ({ shift, offset: offsets[i]!, hits: hits[i]! })),
        ),
    ),
  }));
}

async function keepFingerprints(tx: Tx, sides: readonly Side[]): Promise<void> {
  const anchors = sides.flatMap(({ channel, print }) =>
    spread(print.readings[0].anchors, comparison.keptAnchors).map((anchor) => ({ channel, ...anchor })),
  );
  await tx.verb(
    "keep_fingerprints",
    sides.map(({ channel }) => channel),
    fingerprint.version,
    sides.map(({ print }) => packFingerprint(print).toString("base64")),
    anchors.map(({ channel }) => channel),
    anchors.map(({ code }) => signed(code)),
    anchors.map(({ frame }) => String(frame)),
  );
}

interface CandidateRow {
  recording: string;
  channel: Channel;
  relation: Candidate["relation"];
  print: Buffer;
  shifts: number[];
  offsets: number[];
  hits: number[];
}

async function candidatesFor(tx: Tx, askedChannel: Channel, print: ChannelFingerprint): Promise<CandidateRow[]> {
  const codes: string[] = [];
  const starts: string[] = [];
  const shifts: string[] = [];
  for (const { shift, anchors } of print.readings) {
    for (const anchor of spread(anchors, comparison.lookedUpAnchors)) {
      const start = String(Math.round(anchor.frame * slopeOf(shift)));
      for (const code of triedCodes(anchor)) {
        codes.push(signed(code));
        starts.push(start);
        shifts.push(String(shift));
      }
    }
  }
  return tx.verb<CandidateRow>("fingerprint_candidates", askedChannel, codes, starts, shifts);
}
