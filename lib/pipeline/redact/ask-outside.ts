import type { RedactionService } from "../../outside/redaction-service.ts";
import type { OutsideFind, RecordingInput } from "../processed.ts";
import { readTranscript } from "../transcript.ts";
import { outsideFinds } from "./outside-finds.ts";

type Asked = Pick<RecordingInput, "transcript" | "keep" | "language"> & { service: RedactionService };

/**
 * What a redaction service finds in a transcript, before the pipeline's thread starts: that has no network. Undefined when
 * there is no transcript that can be read. Throws when the service fails.
 */
export async function askOutside(
  { service, transcript, keep, language }: Asked,
  signal?: AbortSignal,
): Promise<OutsideFind[] | undefined> {
  const words = transcript === undefined ? null : readTranscript(transcript);
  return words === null ? undefined : outsideFinds(service, words, keep, language, signal);
}
