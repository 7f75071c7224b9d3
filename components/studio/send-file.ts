/** What became of one try. `status` is HTTP's; `lost` means that no answer came. */
export type Sent = { outcome: "sent" } | { outcome: "lost" } | { outcome: "refused"; status: number };

const stalledMs = 45_000;
const longestMs = 10 * 60_000;

/**
 * Puts a file's bytes, whole and raw, at an address of ours. By XMLHttpRequest, because fetch tells no progress of what is
 * sent. Ends as lost when nothing moves for 45 s, and after 10 min, when the server stops listening.
 */
export function sendFile(
  url: string,
  file: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let stall = setTimeout(() => request.abort(), stalledMs);
    const moved = () => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), stalledMs);
    };
    const end = (sent: Sent) => {
      clearTimeout(stall);
      signal.removeEventListener("abort", stop);
      resolve(sent);
    };
    const stop = () => request.abort();
    signal.addEventListener("abort", stop);
    request.upload.addEventListener("progress", (event) => {
      moved();
      onProgress(event.loaded);
    });
    request.addEventListener("load", () => end(outcomeOf(request.status)));
    for (const kind of ["error", "abort", "timeout"] as const)
      request.addEventListener(kind, () => end({ outcome: "lost" }));
    request.open("PUT", url);
    request.timeout = longestMs;
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

/** A gateway that could not reach the server has lost the file just as a cut line has. */
export function outcomeOf(status: number): Sent {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  return status === 502 || status === 504 || status === 0 ? { outcome: "lost" } : { outcome: "refused", status };
}
