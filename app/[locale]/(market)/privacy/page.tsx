import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Opening, Section } from "@/components/shell/section";

const PARTS = [
  { title: "keep", lines: ["keep1", "keep2", "keep3", "keep4"] },
  { title: "sell", lines: ["sell1", "sell2"] },
  { title: "rights", lines: ["rights1", "rights2", "rights3"] },
  { title: "browser", lines: ["browser1"] },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("privacy");
  return { title: t("title"), description: t("lede") };
}

export default async function Privacy() {
  const t = await getTranslations("privacy");
  return (
    <>
      <Opening title={t("title")} lede={t("lede")} />
      {PARTS.map((part) => (
        <Section key={part.title} title={t(part.title)}>
          <ul className="prose">
            {part.lines.map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
