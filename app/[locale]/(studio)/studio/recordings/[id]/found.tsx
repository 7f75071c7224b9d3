import { getLocale, getTranslations } from "next-intl/server";
import { foundWords } from "@/app/[locale]/(studio)/studio/recordings/[id]/found-words";
import type { RecordingPage } from "@/lib/contributions/read";

/** What was found in a recording that was refused, in numbers, and what its contributor can do about it. */
export async function Found({ reason, detail }: Pick<RecordingPage, "reason" | "detail">) {
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  return reason && foundWords(t, locale, reason, detail).join(" ");
}
