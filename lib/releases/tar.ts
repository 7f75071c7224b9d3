/** The ustar format (POSIX.1-1988): 512-byte blocks, and two empty ones at the end. No owner, no time, one mode. */
const blockBytes = 512;
export const tarEnd = Buffer.alloc(2 * blockBytes);
const padding = Buffer.alloc(blockBytes);
const mostBytes = 0o77777777777;

/** What a member of this size takes in the archive, its header included. */
export function memberBytes(size: number): number {
  return blockBytes + Math.ceil(size / blockBytes) * blockBytes;
}

/** Header, content and padding of one file. `name` is ASCII, at most 100 bytes. */
export function tarMember(name: string, content: Uint8Array): Uint8Array[] {
  return [header(name, content.length), content, padding.subarray(0, -content.length & (blockBytes - 1))];
}

function header(name: string, size: number): Buffer {
  if (name.length > 100 || size > mostBytes) throw new Error(`${name} does not fit a ustar header`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, "latin1");
  block.write(octal(0o644, 7), 100); // mode
  block.write(octal(0, 7), 108); // uid
  block.write(octal(0, 7), 116); // gid
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136); // mtime
  block.write(" ".repeat(8), 148); // the checksum counts itself as spaces
  block.write("0", 156); // a regular file
  block.write("ustar", 257);
  block.write("00", 263); // version
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${octal(sum, 6)} `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, "0")}\0`;
}
