"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { nameCompany } from "@/app/[locale]/(market)/checkout/[slug]/actions";
import { unsent, useFormWords } from "@/app/[locale]/(market)/library/form-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Select } from "@/components/ui/select";

interface CompanyFormProps {
  slug: string;
  countries: { value: string; label: string }[];
}

/** First of all: who buys. A licence belongs to a company, so there has to be one. */
export function CompanyForm({ slug, countries }: CompanyFormProps) {
  const t = useTranslations("checkout");
  const [state, act, isPending] = useActionState(nameCompany, unsent);
  const words = useFormWords(state);
  return (
    <form action={act} className="co grid gap-6">
      <div>
        <h2 className="mb-3">{t("who")}</h2>
        {words.note && (
          <div className="mb-5">
            <Note tone="stop" title={words.note} role="alert">
              {t("kept")}
            </Note>
          </div>
        )}
        <div className="form ruled">
          <input type="hidden" name="slug" value={slug} />
          <Field
            className="w2"
            name="name"
            label={t("company")}
            hint={t("companyHint")}
            required
            minLength={2}
            maxLength={120}
            autoComplete="organization"
            defaultValue={state.values.name ?? ""}
            error={words.field("name")}
          />
          <Select
            name="country"
            label={t("country")}
            required
            autoComplete="country"
            defaultValue={state.values.country ?? ""}
            options={[{ value: "", label: t("choose"), disabled: true }, ...countries]}
            error={words.field("country")}
          />
          <Field
            name="vatNumber"
            label={t("vat")}
            maxLength={20}
            defaultValue={state.values.vatNumber ?? ""}
            error={words.field("vatNumber")}
            after={t("vatHint")}
          />
        </div>
      </div>
      <div>
        <Button type="submit" weight="go" size="lg" disabled={isPending}>
          {isPending ? t("saving") : t("goOn")}
        </Button>
      </div>
    </form>
  );
}
