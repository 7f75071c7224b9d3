"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { FormAnswer } from "@/components/studio/use-form";
import { Field } from "@/components/ui/field";
import { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";

const LANGUAGES = ["en", "fr"] as const;
const KINDS = ["family", "work", "support", "booking"] as const;
const SIDES = ["left", "right"] as const;

interface CallFieldsProps {
  answer: FormAnswer;
  rates: { both: string; own: string };
}

/** What the call is, which side is the sender's, and what becomes of the other one. */
export function CallFields({ answer, rates }: CallFieldsProps) {
  const t = useTranslations("upload");
  const recordings = useTranslations("recordings");
  const [party, setParty] = useState("left_out");
  const wrong = (field: string) => (answer.fields[field] ? t(`wrong.${field}`) : undefined);
  return (
    <>
      <div className="form">
        <Field
          label={t("title")}
          hint={t("titleHint")}
          name="title"
          maxLength={120}
          error={wrong("title")}
          className="w2"
          autoComplete="off"
        />
        <Select
          label={t("language")}
          name="language"
          options={LANGUAGES.map((value) => ({ value, label: recordings(`languages.${value}`) }))}
        />
        <Select
          label={t("kind")}
          name="kind"
          options={KINDS.map((value) => ({ value, label: recordings(`kinds.${value}`) }))}
        />
      </div>
      <fieldset>
        <legend className="mb-2 font-medium">{t("side")}</legend>
        {SIDES.map((side) => (
          <Option
            key={side}
            type="radio"
            name="ownChannel"
            value={side}
            defaultChecked={side === "left"}
            more={t(`${side}More`)}
          >
            {t(side)}
          </Option>
        ))}
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium">{t("other")}</legend>
        {(["left_out", "asked"] as const).map((one) => (
          <Option
            key={one}
            type="radio"
            name="otherParty"
            value={one}
            checked={party === one}
            onChange={() => setParty(one)}
            aside={t("paidMinute", { rate: one === "asked" ? rates.both : rates.own })}
            more={t(`${one}More`)}
          >
            {t(one)}
          </Option>
        ))}
        {party === "asked" && <OtherParty wrong={wrong} />}
      </fieldset>
    </>
  );
}

/** One way to reach them, or the other: the one that is not chosen is not sent. */
function OtherParty({ wrong }: { wrong: (field: string) => string | undefined }) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const [by, setBy] = useState<"email" | "phone">("email");
  return (
    <fieldset className="mt-4">
      <legend className="mb-2 font-medium">{t("otherBy")}</legend>
      <div className="flex flex-wrap gap-x-6">
        {(["email", "phone"] as const).map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              className="tickbox"
              name="otherBy"
              value={one}
              checked={by === one}
              onChange={() => setBy(one)}
            />
            <span>{t(one === "email" ? "byEmail" : "byPhone")}</span>
          </label>
        ))}
      </div>
      {by === "email" ? (
        <Field
          label={t("otherEmail")}
          hint={t("otherEmailHint")}
          name="otherEmail"
          type="email"
          autoComplete="off"
          maxLength={254}
          error={wrong("otherEmail")}
          className="mt-3"
        />
      ) : (
        <>
          <input type="hidden" name="locale" value={locale} />
          <Field
            label={t("otherPhone")}
            hint={t("otherPhoneHint")}
            name="otherPhone"
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={40}
            error={wrong("otherPhone")}
            className="mt-3"
          />
          <p className="q mt-2 max-w-[64ch]">{t("otherPhoneSilent")}</p>
        </>
      )}
    </fieldset>
  );
}

/** The whole text, then two yeses of their own: neither is ticked beforehand. */
export function ConsentFields({ answer, notice }: { answer: FormAnswer; notice: ReactNode }) {
  const t = useTranslations("upload");
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-medium">{t("consentTitle")}</legend>
      {notice}
      <div>
        <Option type="checkbox" name="consent" error={Boolean(answer.fields.consent)} more={t("consentMore")}>
          {t("consent")}
        </Option>
        <Option type="checkbox" name="adult" error={Boolean(answer.fields.adult)}>
          {t("adult")}
        </Option>
      </div>
      {(answer.fields.consent || answer.fields.adult) && (
        <p role="alert" className="font-medium">
          {t("wrong.consent")}
        </p>
      )}
    </fieldset>
  );
}
