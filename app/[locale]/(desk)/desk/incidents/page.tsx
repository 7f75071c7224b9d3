import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ApproveResume, ProposeResume } from "@/app/[locale]/(desk)/desk/incidents/resume-switch";
import { StopSwitch } from "@/app/[locale]/(desk)/desk/incidents/stop-switch";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { type DeskPerson, enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { Opening, Section } from "@/components/shell/section";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { formatDateTime, formatRelative, formatTime } from "@/lib/format";
import { heldUp, openResumeRequests, serviceStates } from "@/lib/incidents/read";

type Switches = Awaited<ReturnType<typeof serviceStates>>;
type Proposals = Awaited<ReturnType<typeof openResumeRequests>>;
type HeldUp = Awaited<ReturnType<typeof heldUp>>;
const HOUR_MS = 3_600_000;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.nav");
  return { title: t("incidents") };
}

export default async function IncidentDesk({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const me = await enterDesk(locale, "incidents");
  const [switches, proposals, held] = await Promise.all([serviceStates(), openResumeRequests(me), heldUp(me)]);
  const t = await getTranslations("desk.incidents");
  const stopped = switches.filter((one) => one.suspended);
  return (
    <DeskSheet me={me}>
      <Opening
        title={stopped.length === 0 ? t("allRun") : t("someStopped", { count: stopped.length })}
        lede={t("lede")}
      />
      <Section title={t("switches")} note={t("switchesNote")}>
        <SwitchTable switches={switches} proposals={proposals} me={me} />
      </Section>
      <Section title={t("proposals")} note={t("proposalsNote")}>
        {proposals.length > 0 ? (
          <ProposalList proposals={proposals} me={me} />
        ) : (
          <Empty title={t("noProposals")}>{t("noProposalsText")}</Empty>
        )}
      </Section>
      <Section title={t("held")} note={t("heldNote")}>
        {held.length > 0 ? <HeldUpList held={held} /> : <Empty title={t("noneHeld")}>{t("noneHeldText")}</Empty>}
      </Section>
    </DeskSheet>
  );
}

async function SwitchTable({ switches, proposals, me }: { switches: Switches; proposals: Proposals; me: DeskPerson }) {
  const t = await getTranslations("desk.incidents");
  const names = await getTranslations("switches");
  const locale = await getLocale();
  const now = new Date();
  const everything = switches.some((one) => one.id === "all" && one.suspended);
  const proposed = (scope: string) => proposals.some((one) => one.scope === scope && one.proposedBy === me.id);
  const columns = [
    { key: "name", label: t("column.part"), className: "w-48" },
    { key: "state", label: t("column.state"), className: "w-40" },
    { key: "what", label: t("column.what") },
    { key: "action", spoken: t("column.action"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("switches")} columns={columns} still middle className="scopes">
      {switches.map((one) => (
        <tr key={one.id}>
          <th scope="row" className="b">
            {names(`${one.id}.name`)}
          </th>
          <td title={formatDateTime(one.since, locale)}>
            <StateWord state={one.suspended || everything ? "stopped" : "stands"}>
              {one.suspended ? t("stoppedWord") : t(everything ? "stoppedWithAll" : "running")}
            </StateWord>
            <span className="s12 qq block">{t("since", { at: formatRelative(one.since, now, locale) })}</span>
          </td>
          <td className="q full">
            {one.suspended ? t("because", { reason: one.reason ?? "" }) : names(`${one.id}.does`)}
          </td>
          <td className="n end">
            {!one.suspended && <StopSwitch scope={one.id} />}
            {one.suspended && !proposed(one.id) && <ProposeResume scope={one.id} />}
            {one.suspended && proposed(one.id) && <span className="q">{t("proposedByYou")}</span>}
          </td>
        </tr>
      ))}
    </LedgerTable>
  );
}

async function ProposalList({ proposals, me }: { proposals: Proposals; me: DeskPerson }) {
  const t = await getTranslations("desk.incidents");
  const names = await getTranslations("switches");
  const locale = await getLocale();
  return (
    <ul className="border-t border-rule-ink">
      {proposals.map(({ id, scope, proposedBy, at }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-3">
          <div>
            <StateWord state="waiting">
              <b className="b">{t("resume", { name: names(`${scope}.name`) })}</b>
            </StateWord>
            <p className="q num">
              {t(proposedBy === me.id ? "byYou" : "byOther", { who: shortId(proposedBy) })}{" "}
              {t("lapsesAt", { at: formatTime(at.getTime() + HOUR_MS, locale) })}
            </p>
          </div>
          {proposedBy === me.id ? (
            <span className="q">{t("needsAnother")}</span>
          ) : (
            <ApproveResume requestId={id} scope={scope} />
          )}
        </li>
      ))}
    </ul>
  );
}

async function HeldUpList({ held }: { held: HeldUp }) {
  const t = await getTranslations("desk.incidents");
  const locale = await getLocale();
  const now = new Date();
  return (
    <ul className="border-t border-rule-ink">
      {held.map(({ why, calls, since }) => (
        <li key={why} className="flex flex-wrap items-baseline justify-between gap-3 border-b border-rule py-3">
          <div>
            <StateWord state={why === "failed" ? "stopped" : "waiting"}>
              <b className="b">{t(`heldBy.${why}`, { count: Number(calls) })}</b>
            </StateWord>
            <p className="q">{t(`heldText.${why}`)}</p>
          </div>
          <span className="q num" title={formatDateTime(new Date(since), locale)}>
            {t("heldSince", { at: formatRelative(new Date(since), now, locale) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
