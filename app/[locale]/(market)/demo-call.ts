import { z } from "zod";
import type { DemoCall } from "@/components/player/before-after";
import type { Party } from "@/components/player/peaks";
import written from "@/public/demo/call.json";

const seconds = z.number().nonnegative();
const span = { startSeconds: seconds, endSeconds: seconds };
const sides = z.object({ left: z.array(z.number()), right: z.array(z.number()) });

/** What dev/make-demo-call.ts writes. What was really said is in the file too; this leaves it behind. */
const WrittenCall = z.object({
  durationSeconds: seconds,
  turns: z.array(z.object({ party: z.enum(["a", "b"]), ...span, text: z.string() })),
  redactions: z.array(z.object({ ...span, kind: z.string() })),
  peaks: z.object({ spoken: sides, sold: sides }),
});
type Turns = z.infer<typeof WrittenCall>["turns"];

/** A redaction belongs to the voice whose turn it lies in. */
function partyAt(turns: Turns, atSeconds: number): Party {
  return turns.findLast((turn) => turn.startSeconds <= atSeconds)?.party ?? "a";
}

function readCall(): DemoCall {
  const call = WrittenCall.parse(written);
  const peaks = ({ left, right }: z.infer<typeof sides>) => ({ a: left, b: right });
  return {
    ...call,
    redactions: call.redactions.map((redaction) => ({
      ...redaction,
      kind: redaction.kind.toLowerCase(),
      party: partyAt(call.turns, (redaction.startSeconds + redaction.endSeconds) / 2),
    })),
    peaks: { spoken: peaks(call.peaks.spoken), sold: peaks(call.peaks.sold) },
  };
}

/** The call that two of us acted: left channel A, right channel B. */
export const demoCall: DemoCall = readCall();
