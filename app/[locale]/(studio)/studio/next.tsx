import { getLocale, getTranslations } from "next-intl/server";
import { NextStep } from "@/components/studio/next-step";
import type { NextThing } from "@/components/studio/next-thing";
import { LinkButton } from "@/components/ui/link-button";
import { formatMicros } from "@/lib/format";

const PLACES: Record<NextThing["kind"], string> = {
  answer: "/studio/consents",
  first: "/studio/upload",
  restricted: "/studio/money",
  finish: "/studio/recordings/",
  alone: "/studio/recordings/",
  payouts: "/studio/money",
  opening: "/studio/money",
  below: "/studio/upload",
  more: "/studio/upload",
};

export async function Next({ thing }: { thing: NextThing }) {
  const t = await getTranslations("studio");
  const locale = await getLocale();
  const words = {
    count: thing.kind === "answer" ? thing.count : 0,
    title: "title" in thing ? thing.title : "",
    amount: thing.kind === "below" ? formatMicros(thing.missingMicros, locale) : "",
  };
  const href = PLACES[thing.kind] + ("id" in thing ? thing.id : "");
  return (
    <NextStep
      title={t(`next.${thing.kind}`, words)}
      text={t(`next.${thing.kind}Text`, words)}
      action={
        <LinkButton href={href} weight="go">
          {t(`next.${thing.kind}Action`)}
        </LinkButton>
      }
    />
  );
}
