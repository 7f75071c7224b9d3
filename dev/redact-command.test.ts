import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const command = fileURLToPath(new URL("redact-command.ts", import.meta.url));

async function redact(args: string[], input: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", command, ...args]);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  child.stdin.on("error", (error: NodeJS.ErrnoException) => expect(error.code).toBe("EPIPE"));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

test("a line in, a line out, with typed marks", async () => {
  const { code, out } = await redact(["--language", "en"], "hi it's Priya Raman\r\n\ncall 415-555-2671\nno newline");
  expect(out).toBe("hi it's [NAME]\n\ncall [PHONE]\nno newline\n");
  expect(code).toBe(0);
});

test("--json gives spans with offsets into the line as it came, and whether they are certain", async () => {
  const line = "écrivez à luc.perrin@laposte.net";
  const { out } = await redact(["--language", "fr", "--json"], `${line}\n`);
  const { redacted, spans, offered } = JSON.parse(out) as {
    redacted: string;
    spans: { from: number; to: number; kind: string; certain: boolean }[];
    offered: unknown[];
  };
  expect(redacted).toBe("écrivez à [EMAIL]");
  expect(spans).toMatchObject([{ kind: "EMAIL", certain: true }]);
  expect(line.slice(spans[0]!.from, spans[0]!.to)).toBe("luc.perrin@laposte.net");
  expect(offered).toEqual([]);
});

test.each([
  [["--help"], 0],
  [["--language", "de"], 2],
  [["--language", "en", "--service", "http://far.example"], 2],
])("%j ends with %i", async (args, expected) => {
  const { code, out, err } = await redact(args, "");
  expect(code).toBe(expected);
  expect(out + err).toContain("--language en|fr");
});

test("a line that is too long to hold is a failure, not a hole", async () => {
  const { code, out, err } = await redact(["--language", "en"], "a ".repeat(30_000));
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("longer than 50000");
});

test("a service's finds are joined with ours; when it fails nothing more is written", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    if (asked > 1) response.writeHead(500).end();
    else response.end(JSON.stringify([{ entity_type: "PERSON", start: 4, end: 10, score: 0.6 }]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { code, out } = await redact(["--language", "en", "--service", url], "the teapot is at 415-555-2671\n");
    expect([code, out]).toEqual([0, "the [NAME] is at [PHONE]\n"]);
    const failed = await redact(["--language", "en", "--service", url], "my name is Ann\n");
    expect([failed.code, failed.out]).toEqual([4, ""]);
    expect(failed.err).toBe("The redaction service failed: refused, status 500.\n");
  } finally {
    server.close();
  }
});
