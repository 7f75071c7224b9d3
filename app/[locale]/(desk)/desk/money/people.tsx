import { getLocale, getTranslations } from "next-intl/server";
import { formatNumber } from "@/lib/format";

/** How many; on a narrow screen, where no heading says so, of what. */
export async function People({ count }: { count: number }) {
  const t = await getTranslations("desk.money");
  return (
    <>
      {formatNumber(count, await getLocale())} <span className="m0">{t("peopleUnit", { count })}</span>
    </>
  );
}
