import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium to test in: the machine's, or Playwright's own. Undefined: there is none yet. */
export function findChromium(): string | undefined {
  const own = process.env.CONSONANT_CHROMIUM;
  return [own, ...known, chromium.executablePath()].find((file) => file && fs.existsSync(file));
}

/** Gets one where there is none: Debian's package when root on Debian, Playwright's own otherwise. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const run = (command: string, args: string[]) => {
    console.log(`getting Chromium: ${command} ${args.join(" ")}`);
    return (
      spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } })
        .status === 0
    );
  };
  const onDebian = process.getuid?.() === 0 && fs.existsSync("/etc/debian_version");
  if (onDebian)
    run("apt-get", ["update", "-qq"]) &&
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  else run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const got = findChromium();
  if (!got)
    throw new Error("There is no Chromium, and none could be got. Install one, or name it in CONSONANT_CHROMIUM.");
  return got;
}
