import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { FileTable } from "@/app/[locale]/(market)/library/[version]/file-table";
import type { Held } from "@/app/[locale]/(market)/library/[version]/held";
import { Invoice } from "@/app/[locale]/(market)/library/[version]/invoice";
import { Steps } from "@/app/[locale]/(market)/library/[version]/steps";
import { buyerOf } from "@/app/[locale]/(market)/library/buyer";
import { BuyersOnly } from "@/app/[locale]/(market)/library/buyers-only";
import { LibraryNav } from "@/app/[locale]/(market)/library/library-nav";
import { Opening, Section } from "@/components/shell/section";
import { Code } from "@/components/ui/code";
import { Note } from "@/components/ui/note";
import { Link } from "@/i18n/navigation";
import { downloadSnippet } from "@/lib/downloads/download-snippet";
import { formatBytes, formatNumber } from "@/lib/format";
import { uuid } from "@/lib/identity/input";
import { licencePage } from "@/lib/orders/read";

interface HeldProps {
  params: Promise<{ version: string }>;
  searchParams: Promise<{ files?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title"), robots: { index: false } };
}

/** One licence: its files, how to get them, what was paid. */
export default async function HeldVersion({ params, searchParams }: HeldProps) {
  const { version } = await params;
  if (!uuid.safeParse(version).success) notFound();
  const buyer = await buyerOf(`/library/${version}`);
  if (!buyer) return <BuyersOnly />;
  const held = await licencePage(buyer, version);
  if (!held) notFound();
  const t = await getTranslations("library");
  const locale = await getLocale();
  const isOpen = held.revokedAt === null && held.state !== "withdrawn";
  const count = formatNumber(held.files.length, locale);
  return (
    <>
      <Opening
        title={held.title}
        over={t("path", { slug: held.slug, number: held.number })}
        margin={<LibraryNav current="/library/version" />}
      >
        <Steps held={held} />
      </Opening>
      <Section
        title={t("files")}
        note={t("filesNote", { count, bytes: formatBytes(held.totalBytes ?? 0, locale) })}
        id="files"
      >
        <div className="lib">
          <div className="grid gap-5">
            <WhyClosed held={held} />
            <FileTable held={held} isOpen={isOpen} all={(await searchParams).files === "all"} />
          </div>
          <Invoice held={held} />
        </div>
      </Section>
      {isOpen && <Load held={held} />}
    </>
  );
}

/** A withdrawal and a refund both end the links, and leave something to do. */
async function WhyClosed({ held }: { held: Held }) {
  const t = await getTranslations("library");
  if (held.revokedAt) {
    return (
      <Note tone="stop" title={t("endedTitle")}>
        {t("endedText")}
      </Note>
    );
  }
  if (held.state === "withdrawn") {
    return (
      <Note tone="stop" title={t("withdrawnTitle")}>
        {t("withdrawnText")}
      </Note>
    );
  }
  if (held.state === "superseded") {
    return (
      <Note title={t("newerTitle")} action={<Link href={`/datasets/${held.slug}`}>{t("seeNewer")}</Link>}>
        {t("newerText")}
      </Note>
    );
  }
  return null;
}

async function Load({ held }: { held: Held }) {
  const t = await getTranslations("library");
  const ui = await getTranslations("ui");
  const dataset = await getTranslations("dataset");
  const words = { key: dataset("snippetKey"), inside: dataset("snippetInside") };
  const shard = held.files.find(({ path }) => path.startsWith("data/"))?.path ?? "manifest.json";
  const { versionId, slug, number } = held;
  return (
    <Section title={t("load")} note={t("loadNote")} id="load">
      <Code
        text={downloadSnippet({ versionId, slug, number, shard, words })}
        copy={{ label: ui("copy"), done: ui("copied"), failed: ui("copyFailed") }}
      />
      <p className="s12 q mt-2.5">
        <Link href="/library/keys">{t("makeKeyFirst")}</Link>
      </p>
    </Section>
  );
}
