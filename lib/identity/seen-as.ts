const LONGEST_HEADER = 400;

/** In this order: Edge and Opera also say Chrome, and Chrome also says Safari. */
const browsers: [name: string, mark: RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
/** iPhones and iPads name Mac OS too, and Android names Linux. */
const systems: [name: string, mark: RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac(?:intosh| OS X)\b/],
  ["Linux", /\b(?:Linux|X11)\b/],
];
const found = (list: [string, RegExp][], text: string) => list.find(([, mark]) => mark.test(text))?.[0];

/**
 * "Firefox on Linux", of a User-Agent: enough for its owner to know a session again. Its words are ours, never the header's,
 * so that nobody writes into somebody's list of sessions. "" where it names nothing that we know.
 */
export function seenAs(userAgent: string | undefined): string {
  const text = (userAgent ?? "").slice(0, LONGEST_HEADER);
  return [found(browsers, text), found(systems, text)].filter(Boolean).join(" on ");
}
