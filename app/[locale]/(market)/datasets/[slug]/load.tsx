import { getTranslations } from "next-intl/server";
import { Section } from "@/components/shell/section";
import { Code } from "@/components/ui/code";
import { Link } from "@/i18n/navigation";
import type { DatasetPage } from "@/lib/catalog/read";
import { downloadSnippet } from "@/lib/downloads/download-snippet";

/** How a machine gets the files once the licence is there. */
export async function Load({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const ui = await getTranslations("ui");
  if (page.state === "withdrawn") return null;
  const shard = page.files.find(({ path }) => path.startsWith("data/"))?.path ?? "manifest.json";
  const { versionId, slug, number } = page;
  const words = { key: t("snippetKey"), inside: t("snippetInside") };
  const text = downloadSnippet({ versionId, slug, number, shard, words });
  return (
    <Section title={t("load")} note={t("loadNote")} id="load">
      <Code text={text} copy={{ label: ui("copy"), done: ui("copied"), failed: ui("copyFailed") }} />
      <p className="s12 q mt-2.5">
        {t("loadKey")} <Link href="/library/keys">{t("loadKeyLink")}</Link>
      </p>
    </Section>
  );
}
