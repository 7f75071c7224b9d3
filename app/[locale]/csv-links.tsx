import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";

interface CsvLinksProps {
  /** Without its locale. */
  path: string;
  /** Each a file: what it is called, what its address asks for, and in how many parts it comes. */
  files: { label: string; query?: Record<string, string>; parts?: number }[];
}
const PARTS_SHOWN = 20;

/** Files of rows to take away. Plain links: a download is not a page. */
export async function CsvLinks({ path, files }: CsvLinksProps) {
  const t = await getTranslations("csv");
  const locale = await getLocale();
  const links = files.flatMap(({ label, query = {}, parts = 1 }) =>
    Array.from({ length: Math.min(parts, PARTS_SHOWN) }, (_, place) => {
      const part = String(place + 1);
      const asked = new URLSearchParams({ ...query, ...(parts > 1 && { part }) });
      return {
        href: `/${locale}${path}${asked.size > 0 ? `?${asked}` : ""}`,
        label: parts > 1 ? t("downloadPart", { label, part, parts }) : label,
      };
    }),
  );
  return (
    <p className="mt-4 flex flex-wrap gap-3">
      {links.map(({ href, label }) => (
        <LinkButton key={href} href={href} leaves>
          {label}
        </LinkButton>
      ))}
    </p>
  );
}

/** One file a year, this one and the last: `?year=2026`. */
export async function YearlyCsv({ path }: { path: string }) {
  const t = await getTranslations("csv");
  const thisYear = new Date().getUTCFullYear();
  const files = [thisYear, thisYear - 1].map((number) => {
    const year = String(number);
    return { label: t("downloadYear", { year }), query: { year } };
  });
  return <CsvLinks path={path} files={files} />;
}
