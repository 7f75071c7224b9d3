import { createHash } from "node:crypto";
import { DefaultSerializer, Deserializer } from "node:v8";
import { largestResultBytes, type Pieces } from "./step-store.ts";

/** What results hold their numbers in. Kept results name them by their place: new ones go to the end. */
const arrayTypes = [Uint8Array, Int16Array, Int32Array, Uint32Array, Float32Array, Float64Array, Uint16Array] as const;
type NumberArray = InstanceType<(typeof arrayTypes)[number]>;

const magic = Buffer.from("consonant-step-2");
const hashBytes = 32;
const headBytes = magic.length + 2 * hashBytes + 4;
const pieceBytes = 1 << 20;

/** Writes arrays of numbers down as their type and length, and notes them: their bytes come afterwards. */
class WithoutArrays extends DefaultSerializer {
  readonly arrays: NumberArray[] = [];

  _writeHostObject(array: NumberArray): void {
    const type = arrayTypes.findIndex((one) => array instanceof one);
    if (type < 0) throw new TypeError("a result holds an array of a kind that is not kept");
    this.writeUint32(type);
    this.writeUint32(array.length);
    this.arrays.push(array);
  }
}

class WithArrays extends Deserializer {
  readonly arrays: NumberArray[] = [];
  private leftBytes = largestResultBytes;

  _readHostObject(): NumberArray {
    const type = arrayTypes[this.readUint32()];
    const length = this.readUint32();
    this.leftBytes -= length * (type?.BYTES_PER_ELEMENT ?? Number.POSITIVE_INFINITY);
    if (!type || this.leftBytes < 0) throw new RangeError("a result that is larger than any that is kept");
    const array = new type(length);
    this.arrays.push(array);
    return array;
  }
}

/**
 * A result in pieces: magic, hash of the key, length and hash of the rest of the head, which is V8's structured clone of all
 * but the arrays; then the arrays' bytes as they are, and their hash. Nothing is there twice. Null when it is too large.
 */
export function packResult(key: string, result: unknown): Iterable<Uint8Array> | null {
  const serializer = new WithoutArrays();
  serializer.writeHeader();
  serializer.writeValue(result);
  const content = serializer.releaseBuffer();
  const { arrays } = serializer;
  const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, content.length);
  return bytes > largestResultBytes ? null : piecesOf(key, content, arrays);
}

function* piecesOf(key: string, content: Buffer, arrays: readonly NumberArray[]): Generator<Uint8Array> {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  yield Buffer.concat([magic, sha256(key), length, sha256(content)]);
  yield content;
  const hash = createHash("sha256");
  for (const array of arrays) {
    for (const piece of inPieces(bytesOf(array))) {
      hash.update(piece);
      yield piece;
    }
  }
  yield hash.digest();
}

/** The result again; null when the bytes are damaged, another key's, or of a V8 that this one cannot read. */
export async function unpackResult(key: string, pieces: Pieces): Promise<{ result: unknown } | null> {
  const read = readerOf(pieces);
  try {
    const head = await read.into(Buffer.alloc(headBytes));
    if (!head?.subarray(0, magic.length + hashBytes).equals(Buffer.concat([magic, sha256(key)]))) return null;
    const length = head.readUInt32LE(magic.length + hashBytes);
    const content = length <= largestResultBytes ? await read.into(Buffer.alloc(length)) : null;
    if (!content || !head.subarray(-hashBytes).equals(sha256(content))) return null;
    const unpacked = deserialized(content);
    if (!unpacked) return null;
    const hash = createHash("sha256");
    for (const array of unpacked.arrays) {
      for (const piece of inPieces(bytesOf(array))) {
        if (!(await read.into(piece))) return null;
        hash.update(piece);
      }
    }
    const end = await read.into(Buffer.alloc(hashBytes));
    return end?.equals(hash.digest()) && (await read.isAtEnd()) ? { result: unpacked.result } : null;
  } finally {
    await read.stop();
  }
}

function deserialized(content: Buffer): { result: unknown; arrays: NumberArray[] } | null {
  try {
    const deserializer = new WithArrays(content);
    deserializer.readHeader();
    return { result: deserializer.readValue(), arrays: deserializer.arrays };
  } catch {
    return null; // written by a newer Node: the step runs again
  }
}

/** Reads what comes in pieces of any length into memory that is there. */
function readerOf(pieces: Pieces) {
  const source = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  let piece: Uint8Array = new Uint8Array(0);
  const more = async (): Promise<boolean> => {
    while (piece.length === 0) {
      const next = await source.next();
      if (next.done) return false;
      piece = next.value;
    }
    return true;
  };
  return {
    /** Null when less is left. */
    async into<T extends Uint8Array>(target: T): Promise<T | null> {
      for (let at = 0; at < target.length; ) {
        if (!(await more())) return null;
        const part = piece.subarray(0, target.length - at);
        target.set(part, at);
        piece = piece.subarray(part.length);
        at += part.length;
      }
      return target;
    },
    isAtEnd: async () => !(await more()),
    stop: async () => {
      await source.return?.();
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NumberArray) => new Uint8Array(buffer, byteOffset, byteLength);

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest();
