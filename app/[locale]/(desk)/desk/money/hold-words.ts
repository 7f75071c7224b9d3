import { getTranslations } from "next-intl/server";

/** Why money waits, in words; what Stripe said stays as Stripe said it. */
export async function holdWords(): Promise<(reason: string | null) => string> {
  const t = await getTranslations("desk.holds");
  return (reason) => (reason === null ? t("none") : t.has(reason) ? t(reason) : t("stripe", { code: reason }));
}
