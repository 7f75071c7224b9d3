import type { Judgement } from "./judge.ts";
import { methods } from "./methods.ts";
import { wordsOf, worstOf } from "./results.ts";

const [width, height] = [640, 420];
const plot = { left: 56, top: 20, right: 620, bottom: 368 };
const families = ["pole warps", "statistics", "pseudo-speaker", "WORLD"] as const;
/** Told apart by colour and by shape, on white and on black. */
const looks: Record<(typeof families)[number], { colour: string; dark: string; shape: string }> = {
  "pole warps": { colour: "#8a5a00", dark: "#e3b05a", shape: "M-5-5h10v10h-10z" },
  statistics: { colour: "#6d3fb0", dark: "#bd9cf0", shape: "M0-6L6 5H-6z" },
  "pseudo-speaker": { colour: "#0b6e4f", dark: "#5fd0a5", shape: "M0-6L6 0L0 6L-6 0z" },
  WORLD: { colour: "#b3261e", dark: "#f2938c", shape: "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4z" },
};
const label = (name: string) => name.replace(/^(?:WORLD|poles|combo) (?=light|default|strong|less|more)/, "");
const className = (family: string) => family.replace(" ", "-");
const round = (value: number) => Number(value.toFixed(1));

/** The curve of privacy against words at 16 kHz: each family's points, from the gentlest to the hardest. */
export function chartOf(judgements: readonly Judgement[]): string {
  const points = (family: string) =>
    judgements
      .filter(({ sampleRateHz, method }) => sampleRateHz === 16_000 && familyOf(method) === family)
      .map((judgement) => ({
        name: judgement.method,
        x: round(plot.left + wordsOf(judgement) * (plot.right - plot.left)),
        y: round(plot.bottom - worstOf(judgement, "semi-informed").topOne.share * (plot.bottom - plot.top)),
      }))
      .sort((a, b) => a.x - b.x);
  const drawn = families.map((family) => {
    const list = points(family);
    const path = list.map(({ x, y }, i) => `${i ? "L" : "M"}${x} ${y}`).join("");
    const marks = list.map(
      ({ name, x, y }) =>
        `<path d="${looks[family].shape}" transform="translate(${x} ${y})"/><text class="name" x="${x + 9}" y="${y + 4}">${label(name)}</text>`,
    );
    return `<g class="${className(family)}"><path class="line" d="${path}"/>${marks.join("")}</g>`;
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t">`,
    '<title id="t">Semi-informed top-1 against words understood, four families of methods; lower and further right is better</title>',
    `<style>${styles()}</style>`,
    ...axes(),
    ...families.map(legend),
    ...drawn,
    "</svg>",
  ].join("\n")}\n`;
}

const familyOf = (method: string) => methods.find(({ name }) => name === method)?.family;

function styles(): string {
  const colours = (theme: "colour" | "dark") =>
    families
      .map((family) => `.${className(family)}{color:${looks[family][theme]};fill:${looks[family][theme]}}`)
      .join("");
  return [
    "text{font:12px sans-serif;fill:#222}.name{font-size:11px}",
    ".axis{stroke:#999;fill:none}.grid{stroke:#ddd;fill:none}.line{stroke:currentColor;fill:none;stroke-width:1.5}",
    colours("colour"),
    `@media(prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#777}.grid{stroke:#3a3a3a}${colours("dark")}}`,
  ].join("");
}

function axes(): string[] {
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const x = (share: number) => round(plot.left + share * (plot.right - plot.left));
  const y = (share: number) => round(plot.bottom - share * (plot.bottom - plot.top));
  return [
    ...shares.map((share) => `<path class="grid" d="M${plot.left} ${y(share)}H${plot.right}"/>`),
    `<path class="axis" d="M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}"/>`,
    ...shares.map(
      (share) => `<text x="${plot.left - 8}" y="${y(share) + 4}" text-anchor="end">${round(100 * share)}</text>`,
    ),
    ...shares.map(
      (share) => `<text x="${x(share)}" y="${plot.bottom + 16}" text-anchor="middle">${round(100 * share)}</text>`,
    ),
    `<text x="${(plot.left + plot.right) / 2}" y="${height - 14}" text-anchor="middle">words understood, %</text>`,
    `<text transform="translate(16 ${(plot.top + plot.bottom) / 2}) rotate(-90)" text-anchor="middle">recognised at once (top-1), %</text>`,
  ];
}

function legend(family: (typeof families)[number], i: number): string {
  const y = plot.top + 14 + 18 * i;
  return `<g class="${className(family)}"><path d="${looks[family].shape}" transform="translate(${plot.left + 16} ${y})"/><text x="${plot.left + 30}" y="${y + 4}">${family}</text></g>`;
}
