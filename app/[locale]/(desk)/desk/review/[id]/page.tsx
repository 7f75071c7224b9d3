import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Bay } from "@/app/[locale]/(desk)/desk/review/[id]/bay";
import { bayOf } from "@/app/[locale]/(desk)/desk/review/[id]/bay-of";
import { Decided } from "@/app/[locale]/(desk)/desk/review/[id]/decided";
import { Findings } from "@/app/[locale]/(desk)/desk/review/[id]/findings";
import { Gauge } from "@/app/[locale]/(desk)/desk/review/[id]/gauge";
import { Head } from "@/app/[locale]/(desk)/desk/review/[id]/head";
import { KeysBar } from "@/app/[locale]/(desk)/desk/review/[id]/keys-bar";
import { Queue } from "@/app/[locale]/(desk)/desk/review/[id]/queue";
import { Repeated } from "@/app/[locale]/(desk)/desk/review/[id]/repeated";
import { type DeskPerson, enterDesk, placesOf } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { StoppedBanner } from "@/app/[locale]/stopped";
import { Brand } from "@/components/shell/brand";
import { NavFold, NavLinks } from "@/components/shell/nav-links";
import { Note } from "@/components/ui/note";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { countWaiting, recordingPage, repeatsOf, reviewQueue } from "@/lib/contributions/read";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
/** Where the decision before this one leads to; anything else is dropped. */
const decided = z.object({
  accepted: z.uuid().optional().catch(undefined),
  refused: z.uuid().optional().catch(undefined),
  struck: z.uuid().optional().catch(undefined),
});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("desk.review");
  return { title: `${t("title")} ${shortId((await params).id)}` };
}

export default async function ReviewRecording({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const me = await enterDesk(locale, "review", `/desk/review/${id}`);
  if (!UUID.test(id)) notFound();
  const [recording, queue, waiting, repeats] = await Promise.all([
    recordingPage(me, id),
    reviewQueue(me),
    countWaiting(me),
    repeatsOf(me, id),
  ]);
  if (!recording) notFound();
  const t = await getTranslations("desk.review");
  const now = new Date();
  const open = recording.state === "in_review";
  return (
    <>
      <a className="skip" href="#main">
        {(await getTranslations("shell"))("skip")}
      </a>
      <StoppedBanner more="/desk/incidents" />
      <div className="desk">
        <DeskHead me={me} waiting={waiting} />
        <Queue rows={queue} current={id} now={now} />
        <main id="main" tabIndex={-1} className="bay focus:outline-none">
          <Before did={decided.parse(await searchParams)} />
          <Repeated repeats={repeats} />
          {open ? (
            <Bay
              key={id}
              head={
                <>
                  <Head recording={recording} now={now} />
                  <Findings recording={recording} />
                </>
              }
              {...(await bayOf(recording, queue, repeats))}
            />
          ) : (
            <Decided recording={recording} queue={queue} now={now} />
          )}
        </main>
        <Gauge recording={recording} />
        <footer className="d0">{open ? <KeysBar /> : <span className="q">{t("decidedFoot")}</span>}</footer>
      </div>
    </>
  );
}

async function DeskHead({ me, waiting }: { me: DeskPerson; waiting: number }) {
  const t = await getTranslations("desk");
  const shell = await getTranslations("shell");
  const nav = placesOf(me.role).map(({ href, key }) => ({ href, label: t(`nav.${key}`) }));
  return (
    <header>
      <Brand name={shell("brand")} href="/desk" />
      <span className="q d0">{t("review.count", { count: waiting })}</span>
      <span className="ml-auto d0 [&_a]:pt-[18px] [&_a]:pb-4">
        <NavLinks items={nav} label={shell("mainNav")} />
      </span>
      <span className="m0">
        <NavFold items={nav} label={shell("menu")} />
      </span>
      <ThemeToggle label={shell("theme")} />
    </header>
  );
}

/** What became of the one before, said where the next one opens. */
async function Before({ did: before }: { did: z.infer<typeof decided> }) {
  const t = await getTranslations("desk.review");
  for (const did of ["accepted", "refused", "struck"] as const) {
    const id = before[did];
    if (!id) continue;
    return (
      <Note tone={did === "accepted" ? "ok" : "wait"} role="status" title={t(`did.${did}`, { id: shortId(id) })} />
    );
  }
  return null;
}
