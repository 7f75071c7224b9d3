import { defineConfig } from "@playwright/test";
import { findChromium } from "./dev/chromium.ts";

// The journeys run against the production build, with everything beside it: the same start as `npm run demo`.
const port = Number(process.env.E2E_PORT ?? 4310);
const chromium = findChromium();

export default defineConfig({
  testDir: "e2e",
  outputDir: ".consonant/e2e-results",
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
  // E2E_EXISTING: a market that already runs there, for working on a journey.
  ...(!process.env.E2E_EXISTING && {
    webServer: {
      command: `rm -rf .consonant/e2e && node --import tsx dev/start.ts`,
      env: {
        PORT: String(port),
        CONSONANT_DATA: ".consonant/e2e",
        LINK_SECONDS: "12",
        TRUSTED_PROXIES: "1",
        NODE_ENV: "production",
      },
      wait: { stdout: /^ready http/m },
      timeout: 420_000,
      stdout: "pipe",
      gracefulShutdown: { signal: "SIGTERM", timeout: 40_000 },
    },
  }),
});
