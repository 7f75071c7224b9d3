import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The part of @ffmpeg/core's Emscripten module that the pipeline uses. */
export interface FfmpegCore {
  exec(...args: string[]): number;
  ffprobe(...args: string[]): number;
  setLogger(logger: (line: { type: string; message: string }) => void): void;
  setTimeout(ms: number): void;
  reset(): void;
  FS: {
    writeFile(path: string, bytes: Uint8Array, options?: { canOwn: boolean }): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
    makedev(major: number, minor: number): number;
    mkdev(path: string, device: number): void;
    registerDevice(device: number, operations: DeviceOperations): void;
    ErrnoError: new (errno: number) => Error;
  };
}

export interface DeviceOperations {
  open(): void;
  close(): void;
  llseek(): number;
  write(stream: unknown, heap: Int8Array, offset: number, length: number): number;
}

type CreateCore = (options: {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}) => Promise<FfmpegCore>;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Hands a thread the module that its parent compiled. */
export function takeCompiledFfmpeg(module: WebAssembly.Module): void {
  compiled = Promise.resolve(module);
}

/** Compiled once per process (a third of a second); threads receive the compiled module. */
export function compiledFfmpeg(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(readFileSync(coreFile().replace(/\.js$/, ".wasm")));
  return compiled;
}

/**
 * Starts ffmpeg's own WASM build in the current thread. It has no sockets, no host files and no environment: it sees
 * the memory that we hand it. Its loader was written for a browser's worker and asks `self` where it was loaded from.
 */
export async function startCore(module: WebAssembly.Module): Promise<FfmpegCore> {
  // Emscripten would turn sockets into WebSockets, which Node has had since version 22.
  Object.assign(globalThis, { self: { location: { href: "file:///ffmpeg-core.js" } }, WebSocket: undefined });
  const create = createRequire(import.meta.url)("@ffmpeg/core") as CreateCore;
  const core = await create({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  core.setTimeout(-1);
  return core;
}

function coreFile(): string {
  return createRequire(import.meta.url).resolve("@ffmpeg/core");
}
