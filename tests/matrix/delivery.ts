import { randomUUID } from "node:crypto";
import { hashOf } from "../people.ts";
import type { Campaign } from "./campaign.ts";
import { type Answer, inTurn } from "./client.ts";
import { plantWith } from "./lines.ts";
import type { Things } from "./objects.ts";
import type { Principal } from "./principals.ts";

/** A link that its owner was really given, and what it opens. */
type Link = { owner: Principal; path: string; of: "file" | "clip" };
const atOnce = 8;

/** The delivery origin: links that are real, links that were changed, and everything that is not a link. */
export async function attackDelivery(campaign: Campaign, things: Things): Promise<void> {
  const links = await realLinks(campaign);
  const [first, second] = links;
  if (!first || !second) throw new Error("nobody was given a link: the matrix proves nothing about delivery");
  const stranger = campaign.world.principals[0]!;
  const attempt = (path: string, method = "GET", headers: Record<string, string> = {}): Promise<Answer> =>
    campaign.attempt("delivery", {
      by: stranger,
      from: "delivery",
      method,
      path,
      headers,
      route: `delivery ${path.split(/[/?]/, 2)[1] ?? ""}`,
    });
  const refused = async (path: string, method = "GET", headers: Record<string, string> = {}) => {
    const { status } = await attempt(path, method, headers);
    if (status >= 200 && status < 400)
      campaign.find({
        kind: "leak",
        what: `delivery answered ${status} to a link that was changed or is none`,
        by: "anonymous",
        repeat: `curl -i --path-as-is -X ${method} '$DELIVERY${path}'`,
      });
  };
  const paths = [
    ...links.flatMap(({ path }) => changedLinks(path)),
    crossed(first.path, second.path),
    crossed(second.path, first.path),
    ...strangePaths(things),
  ];
  await inTurn(paths, atOnce, (path) => refused(path));
  for (const { path } of links)
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) await refused(path, method);
  await afterTheSession(campaign, refused);
}

/** What ines may download and dana may hear, asked for as they would: the positive control of keys, links and bytes. */
async function realLinks(campaign: Campaign): Promise<Link[]> {
  const { market, principals } = campaign.world;
  const wanted = [
    ["ines", `/download/${market.version}/data/train-00000.tar`, "file"],
    ["key-of-ines-downloads.issue", `/download/${market.version}/data/train-00000.tar`, "file"],
    ["dana", `/listen/${market.clips.dana}`, "clip"],
    ["rhea", `/listen/${market.clips.priya}`, "clip"],
  ] as const;
  const links: Link[] = [];
  for (const [name, path, of] of wanted) {
    const by = principals.find((one) => one.name === name);
    if (!by) continue;
    const given = await campaign.attempt("delivery", {
      by,
      from: "site",
      method: "GET",
      path,
      headers: by.headers,
      route: `link for ${name}`,
    });
    const location = String(given.headers.location ?? "");
    const link = location && new URL(location).pathname + new URL(location).search;
    const opened =
      link &&
      (await campaign.attempt("delivery", {
        by,
        from: "delivery",
        method: "GET",
        path: link,
        headers: {},
        route: `bytes for ${name}`,
      }));
    if (opened && opened.status === 200) links.push({ owner: by, path: link, of });
    else
      campaign.find({
        kind: "fault",
        what: `${name} could not get what is theirs (${of})`,
        by: name,
        repeat: `GET ${path} → ${given.status}`,
      });
  }
  return links;
}

function changedLinks(link: string): string[] {
  const url = new URL(link, "http://delivery");
  const with_ = (change: (url: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.pathname + copy.search;
  };
  const expires = Number(url.searchParams.get("e"));
  const signature = url.searchParams.get("s") ?? "";
  const flipped = (signature[0] === "A" ? "B" : "A") + signature.slice(1);
  const [, d, grant, name] = url.pathname.split("/");
  return [
    ...[1, -1, 3_600, 31_536_000].map((more) =>
      with_(({ searchParams }) => searchParams.set("e", String(expires + more))),
    ),
    ...["", signature.slice(0, -1), signature.toLowerCase(), flipped, `${signature}=`, `${signature}A`].map((other) =>
      with_(({ searchParams }) => searchParams.set("s", other)),
    ),
    with_(({ searchParams }) => searchParams.append("e", String(expires + 60))),
    with_(({ searchParams }) => searchParams.append("s", signature)),
    with_(({ searchParams }) => searchParams.append("response-content-type", "text/html")),
    with_(({ searchParams }) => searchParams.delete("s")),
    with_(({ searchParams }) => searchParams.delete("e")),
    `/${d}/${randomUUID()}/${name}${url.search}`,
    `/${d}/${grant?.toUpperCase()}/${name}${url.search}`,
    `/${d}/${grant}/x/${name}${url.search}`,
    `//${d}/${grant}/${name}${url.search}`,
    `/s/${grant}.flac${url.search}`,
  ];
}

/** One link's grant under the other's signature. */
function crossed(one: string, other: string): string {
  const [a, b] = [new URL(one, "http://delivery"), new URL(other, "http://delivery")];
  return a.pathname + b.search;
}

/** Ids and keys of everything, as samples, as links and as paths of a folder. */
function strangePaths(things: Things): string[] {
  const all = things.tables().flatMap((table) => things.of(table));
  const samples = all.filter(({ table }) => table !== "app.samples").map(({ id }) => `/s/${id}.flac`);
  const keys = all.flatMap(({ row }) =>
    Object.entries(row)
      .filter(([name]) => /_key$/.test(name))
      .map(([, key]) => String(key)),
  );
  const folders = keys
    .slice(0, 12)
    .flatMap((key) => [`/${key}`, `/d/${key}`, `/s/${key}`, `/s/..%2f..%2fvault%2f${key}`, `/d/../../shelf/${key}`]);
  const climbing = [
    "/../../../../etc/passwd",
    "/d/%2e%2e/%2e%2e/etc/passwd",
    "/s/%00.flac",
    "/s/.flac",
    "/d//",
    "/d",
    "/s",
    "/.env",
    "/%ff",
    "http://evil.example/",
  ];
  return [...samples, ...folders, ...climbing];
}

/** A link dies with the session that asked for it, and with the licence behind it. */
async function afterTheSession(campaign: Campaign, refused: (path: string) => Promise<void>): Promise<void> {
  const { lines, market, people } = campaign.world;
  const token = `hs_${hashOf(randomUUID()).toString("hex")}`;
  const hash = hashOf(token);
  const plant = plantWith(lines);
  await plant(
    (t) =>
      t`insert into priv.credentials (token_hash, kind, user_id, expires_at) values (${hash}, 'session', ${people.ines.id}, now() + interval '1 hour')`,
  );
  const ines = campaign.world.principals.find((one) => one.name === "ines")!;
  const passing: Principal = { ...ines, name: "ines-elsewhere", headers: { cookie: `consonant=${token}` } };
  const given = await campaign.attempt("delivery", {
    ...{ by: passing, from: "site" as const, method: "GET", headers: passing.headers },
    ...{ path: `/download/${market.version}/data/train-00000.tar`, route: "link for ines-elsewhere" },
  });
  const location = new URL(String(given.headers.location ?? "http://none/"));
  await plant((t) => t`delete from priv.credentials where token_hash = ${hash}`);
  if (location.hostname === "none") throw new Error("ines was given no link");
  await refused(location.pathname + location.search);
}
