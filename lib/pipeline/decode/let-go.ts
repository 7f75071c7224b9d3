/** Memory goes with the next collection, whoever still refers to it: they hold nothing any more. */
export function letGo(bytes: Uint8Array): void {
  if (bytes.byteLength > 0) structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
}
