import type { Ffmpeg } from "./ffmpeg-messages.ts";
import type { NativeDecoder } from "./native-decoder.ts";
import { startNativeFfmpeg } from "./native-ffmpeg.ts";
import { startWasmFfmpeg } from "./wasm-ffmpeg.ts";

export type { Ffmpeg } from "./ffmpeg-messages.ts";

/** Starts the WASM build in a thread, or the native program where one was opened (`openNativeDecoder`). It must be stopped. */
export async function startFfmpeg(decoder?: NativeDecoder): Promise<Ffmpeg> {
  return decoder ? startNativeFfmpeg(decoder) : await startWasmFfmpeg();
}

/** Which program decodes, for the report: two of them need not give the same samples for a lossy file. */
export const decoderName = (decoder?: NativeDecoder): string => (decoder ? `native ${decoder.version}` : "wasm");
