import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readWav } from "../../lib/outside/wav.ts";

/** What a recogniser is sent. */
export interface Heard {
  path: string;
  authorization: string | undefined;
  fields: [string, string][];
  sampleRateHz: number;
  channels: number;
  samples: Int16Array;
  bytes: number;
}

/** A recogniser on this machine: reads the whole request as a service would, and answers as it is told. */
export async function serveRecogniser(answer: (heard: Heard, response: ServerResponse, count: number) => void) {
  const asked: Heard[] = [];
  const server = createServer((request, response) => {
    readRequest(request).then(
      (heard) => {
        asked.push(heard);
        answer(heard, response, asked.length);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const form = await new Response(body, { headers }).formData();
  const file = form.get("file") as File;
  const wav = readWav(new Uint8Array(await file.arrayBuffer()));
  if (!wav) throw new Error("what was sent is no WAV");
  return {
    path: `${request.method} ${request.url}`,
    authorization: request.headers.authorization,
    fields: [...form].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as [string, string]] : [],
    ),
    sampleRateHz: wav.sampleRateHz,
    channels: wav.channels.length,
    samples: wav.channels[0]!,
    bytes: file.size,
  };
}

export const sendJson = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
