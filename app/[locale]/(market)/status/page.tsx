import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Stops } from "@/app/[locale]/(market)/status/stops";
import { Unreachable } from "@/app/[locale]/(market)/status/unreachable";
import { Opening, Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { formatDateTime } from "@/lib/format";
import { currentOutage } from "@/lib/incidents/outage";
import { serviceStates } from "@/lib/incidents/read";
import { log } from "@/lib/web/log";

type Switches = Awaited<ReturnType<typeof serviceStates>>;
type Reading = { known: true; switches: Switches } | { known: false };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("status");
  return { title: t("title"), description: t("description") };
}

/** This page outlives the database: where the switches cannot be read, it says that, since when, and what was known last. */
async function readSwitches(): Promise<Reading> {
  try {
    return { known: true, switches: await serviceStates() };
  } catch (error) {
    log.error({ error }, "the status page could not read the switches");
    return { known: false };
  }
}

/** The same bytes for everyone, and no clock: the page is made anew when a switch is thrown, and only then. */
export default async function StatusPage() {
  const t = await getTranslations("status");
  const outage = currentOutage();
  if (outage) {
    return (
      <>
        <Unreachable outage={outage} />
        <WhatToDo stopped={["all"]} />
      </>
    );
  }
  const reading = await readSwitches();
  if (!reading.known) {
    return (
      <>
        <Opening title={t("unknown")} lede={t("unknownLede")} />
        <WhatToDo stopped={["all"]} />
      </>
    );
  }
  const everything = reading.switches.find((one) => one.id === "all" && one.suspended);
  const parts = reading.switches
    .filter((one) => one.id !== "all")
    .map((one) => (everything ? { ...one, suspended: true, since: everything.since, reason: everything.reason } : one));
  const stopped = parts.filter((one) => one.suspended);
  return (
    <>
      <Opening
        title={await headline(stopped, everything !== undefined)}
        lede={t(stopped.length > 0 ? "ledeStopped" : "lede")}
      />
      <Section title={t("parts")} note={t("partsNote")} tight>
        <Parts parts={parts} />
      </Section>
      <WhatToDo stopped={stopped.map((one) => one.id)} />
      {stopped.length > 0 && (
        <Section title={t("happened")} note={t("happenedNote")} tight>
          <Stops stopped={everything ? [everything] : stopped} />
        </Section>
      )}
    </>
  );
}

async function headline(stopped: Switches, everything: boolean): Promise<string> {
  const t = await getTranslations("status");
  const names = await getTranslations("switches");
  if (everything) return t("allStopped");
  if (stopped.length === 0) return t("allRun");
  const list = new Intl.ListFormat(await getLocale(), { type: "conjunction" });
  return t("someStopped", { names: list.format(stopped.map((one) => names(`${one.id}.name`))) });
}

async function Parts({ parts }: { parts: Switches }) {
  const t = await getTranslations("status");
  const names = await getTranslations("switches");
  const locale = await getLocale();
  const columns = [
    { key: "part", label: t("column.part"), className: "w-44" },
    { key: "state", label: t("column.state"), className: "w-40" },
    { key: "what", label: t("column.what") },
    { key: "since", label: t("column.since"), numeric: true, className: "w-52" },
  ];
  return (
    <LedgerTable caption={t("parts")} columns={columns} still middle headless className="scopes">
      {parts.map((one) => (
        <tr key={one.id}>
          <th scope="row" className="b">
            {names(`${one.id}.name`)}
          </th>
          <td>
            <StateWord state={one.suspended ? "stopped" : "stands"}>
              {one.suspended ? t("stoppedByUs") : t("running")}
            </StateWord>
          </td>
          <td className="q full">{names(`${one.id}.${one.suspended ? "stopped" : "does"}`)}</td>
          <td className="n q end">{formatDateTime(one.since, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}

/** Which stops reach whom: those that end what one has, and those that only make one wait. */
const REACH = {
  bought: { Stopped: ["all", "links", "delivery"], Partly: ["purchases", "api"] },
  shared: { Stopped: ["all", "uploads", "review", "payouts"], Partly: [] },
} as const;

function concern(side: keyof typeof REACH, stopped: string[]): "Stopped" | "Partly" | "Runs" {
  const { Stopped, Partly } = REACH[side];
  if (Stopped.some((scope) => stopped.includes(scope))) return "Stopped";
  return Partly.some((scope) => stopped.includes(scope)) ? "Partly" : "Runs";
}

async function WhatToDo({ stopped }: { stopped: string[] }) {
  const t = await getTranslations("status");
  return (
    <Section title={t("toDo")}>
      <div className="two">
        {(["bought", "shared"] as const).map((side) => (
          <div key={side}>
            <h3>{t(side)}</h3>
            <p className="q mt-1 max-w-[52ch]">{t(`${side}${concern(side, stopped)}`)}</p>
          </div>
        ))}
      </div>
    </Section>
  );
}
