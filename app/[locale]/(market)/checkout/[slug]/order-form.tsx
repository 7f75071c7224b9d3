"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { order } from "@/app/[locale]/(market)/checkout/[slug]/actions";
import { unsent, useFormWords } from "@/app/[locale]/(market)/library/form-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Option } from "@/components/ui/option";

interface OrderFormProps {
  version: { versionId: string; licence: "standard" | "research" };
  organisation: { name: string; country: string; vatNumber: string | null };
  /** What is bought and what it comes to. */
  slip: ReactNode;
}

/** Who buys, what one agrees to, and on to Stripe. */
export function OrderForm({ version, organisation, slip }: OrderFormProps) {
  const t = useTranslations("checkout");
  const [state, act, isPending] = useActionState(order, unsent);
  const words = useFormWords(state);
  const { result } = state;
  return (
    <form action={act} className="lib">
      <div className="co grid gap-10">
        {(words.note || result) && (
          <Note tone="stop" title={result ? t(`outcome.${result}` as never) : words.note} role="alert">
            {t("kept")}
          </Note>
        )}
        <div>
          <h2 className="mb-3">{t("who")}</h2>
          <div className="form ruled">
            <Company {...organisation} />
            <Field
              name="poNumber"
              label={t("poNumber")}
              maxLength={60}
              defaultValue={state.values.poNumber ?? ""}
              error={words.field("poNumber")}
              after={t("poHint")}
            />
          </div>
        </div>
        <Terms
          licence={version.licence}
          chosen={state.values.terms === "on"}
          error={words.field("terms") !== undefined}
        />
      </div>
      <div>
        {slip}
        <input type="hidden" name="versionId" value={version.versionId} />
        <Button type="submit" weight="go" size="lg" wide className="mt-4" disabled={isPending}>
          {isPending ? t("opening") : t("pay")}
        </Button>
        <p className="s12 q mt-2.5">{t("payNote")}</p>
      </div>
    </form>
  );
}

function Company({ name, country, vatNumber }: OrderFormProps["organisation"]) {
  const t = useTranslations("checkout");
  return (
    <dl>
      <dt className="mb-1 font-medium">{t("company")}</dt>
      <dd>{name}</dd>
      <dd className="s12 q">{vatNumber ? t("countryAndVat", { country, vat: vatNumber }) : country}</dd>
    </dl>
  );
}

interface TermsProps {
  licence: "standard" | "research";
  chosen: boolean;
  error: boolean;
}

function Terms({ licence, chosen, error }: TermsProps) {
  const t = useTranslations("checkout");
  const terms = useTranslations("licences");
  const says = licence === "research" ? terms("agreeResearch") : terms("agreeStandard");
  return (
    <div>
      <h2 className="mb-3">{t("agree")}</h2>
      <ul className="prose text-14! max-w-none! border-t border-rule-ink py-4">
        {[says, terms("agreeWithdrawal"), terms("agreeOrganisation")].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Option type="checkbox" name="terms" required defaultChecked={chosen} error={error} more={terms("fullText")}>
        {terms("agreeTitle", { licence: terms(`${licence}.name`) })}
      </Option>
      {error && (
        <p className="s12 b mt-2" role="alert">
          {t("termsMissing")}
        </p>
      )}
    </div>
  );
}
