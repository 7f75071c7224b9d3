import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { clipFilter } from "@/app/[locale]/(desk)/desk/datasets/[id]/clip-filter";
import { Composer } from "@/app/[locale]/(desk)/desk/datasets/[id]/composer";
import { EditDataset } from "@/app/[locale]/(desk)/desk/datasets/[id]/edit-dataset";
import { Facets } from "@/app/[locale]/(desk)/desk/datasets/[id]/facets";
import { NextVersion } from "@/app/[locale]/(desk)/desk/datasets/[id]/next-version";
import { Standing } from "@/app/[locale]/(desk)/desk/datasets/[id]/standing";
import { VersionTable } from "@/app/[locale]/(desk)/desk/datasets/[id]/version-table";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { Opening, Section } from "@/components/shell/section";
import { Link } from "@/i18n/navigation";
import { curatedDataset, leastChange } from "@/lib/releases/read";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.composer");
  return { title: t("composer") };
}

export default async function DatasetDesk({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const me = await enterDesk(locale, "datasets", `/desk/datasets/${id}`);
  const dataset = UUID.test(id) ? await curatedDataset(me, id) : undefined;
  if (!dataset) notFound();
  const asked = clipFilter.parse(await searchParams);
  const t = await getTranslations("desk.composer");
  const { draft, versions } = dataset;
  const [newest] = versions;
  const open = draft && draft.state !== "building" ? draft : undefined;
  return (
    <DeskSheet me={me}>
      <Opening
        title={dataset.title}
        over={
          <>
            <Link href="/desk/datasets">{t("back")}</Link> {dataset.slug} {newest && `v${newest.number}`}
          </>
        }
        lede={dataset.summary}
      >
        <Standing dataset={dataset} />
      </Opening>
      {open && (
        <Section
          title={t("compose", { number: open.number })}
          note={t("composeNote")}
          margin={<Facets datasetId={id} asked={asked} />}
        >
          <Composer me={me} dataset={dataset} draft={open} asked={asked} />
        </Section>
      )}
      {!draft && newest && (
        <Section title={t("next")} note={t("nextNote")}>
          <NextVersion datasetId={id} number={newest.number} least={await leastChange(me, newest.id)} />
        </Section>
      )}
      <Section title={t("versions")} note={t("versionsNote")}>
        <VersionTable dataset={dataset} />
      </Section>
      <Section title={t("edit")} note={t("editNote")}>
        <EditDataset
          datasetId={id}
          title={dataset.title}
          summary={dataset.summary}
          pricePerHour={(dataset.pricePerHourCents / 100).toFixed(2)}
        />
      </Section>
    </DeskSheet>
  );
}
