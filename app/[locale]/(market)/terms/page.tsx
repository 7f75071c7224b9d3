import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Opening, Section } from "@/components/shell/section";

const PARTS = [
  { title: "share", lines: ["share1", "share2", "share3", "share4"] },
  { title: "buy", lines: ["buy1", "buy2", "buy3", "buy4"] },
  { title: "both", lines: ["both1", "both2"] },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("terms");
  return { title: t("title"), description: t("lede") };
}

export default async function Terms() {
  const t = await getTranslations("terms");
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
