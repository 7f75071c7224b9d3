"use client";

import { useTranslations } from "next-intl";
import { setUpPayouts } from "@/app/[locale]/(studio)/studio/money/actions";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";

interface SetUpFormProps {
  /** Named in the reader's language, in its order. Left out when the country is known: then a new link is asked for. */
  countries?: { value: string; label: string }[];
  country: string;
  label: string;
  go?: boolean;
}

export function SetUpForm({ countries, country, label, go = false }: SetUpFormProps) {
  const t = useTranslations("money");
  const { answer, send, pending } = useForm(setUpPayouts);
  return (
    <form action={send} className="grid max-w-[420px] gap-4">
      <FormNote answer={answer} title={t("notSetUp")} />
      {countries ? (
        <Select
          label={t("country")}
          hint={t("countryHint")}
          name="country"
          defaultValue={answer.values.country ?? country}
          options={countries}
        />
      ) : (
        <input type="hidden" name="country" value={country} />
      )}
      <div>
        <Button type="submit" disabled={pending} {...(go && { weight: "go" as const })}>
          {pending ? t("settingUp") : label}
        </Button>
      </div>
    </form>
  );
}
