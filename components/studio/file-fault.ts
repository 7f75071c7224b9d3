const AUDIO_NAME = /\.(?:wav|flac|mp3|m4a|mp4|ogg|oga|opus|amr|aac|webm|mka|3gp)$/i;
const transcriptBytes = 20_000_000;

interface Chosen {
  name: string;
  size: number;
  type: string;
}

/** What speaks against an audio file before it is sent; its content is judged where it is worked on. */
export function audioFault(file: Chosen, mostBytes: number): "empty" | "tooLarge" | "notAudio" | undefined {
  if (file.size === 0) return "empty";
  if (file.size > mostBytes) return "tooLarge";
  return /^(?:audio|video)\//.test(file.type) || AUDIO_NAME.test(file.name) ? undefined : "notAudio";
}

/** The same for a transcript. */
export function transcriptFault(file: Chosen): "empty" | "tooLarge" | "notJson" | undefined {
  if (file.size === 0) return "empty";
  if (file.size > transcriptBytes) return "tooLarge";
  return file.type === "application/json" || /\.json$/i.test(file.name) ? undefined : "notJson";
}
