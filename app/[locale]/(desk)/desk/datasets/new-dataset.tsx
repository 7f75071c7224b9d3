"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { create } from "@/app/[locale]/(desk)/desk/datasets/actions";
import { FormNote, untouched, useFieldError } from "@/app/[locale]/(desk)/form-note";
import { suggestSlug } from "@/components/desk/suggest-slug";
import { Button } from "@/components/ui/button";
import { AreaField, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

interface NewDatasetProps {
  languages: readonly string[];
  kinds: readonly string[];
  licences: readonly string[];
}

/** A dataset and its first draft, in one step. */
export function NewDataset({ languages, kinds, licences }: NewDatasetProps) {
  const t = useTranslations("desk.datasets");
  const desk = useTranslations("desk");
  const [state, action, pending] = useActionState(create, untouched);
  const error = useFieldError(state);
  const { values } = state;
  const choice = (name: string, area: string, options: readonly string[]) => (
    <Select
      label={t(`field.${name}`)}
      hint={t(`hint.${name}`)}
      name={name}
      defaultValue={values[name] ?? options[0]}
      error={error(name)}
      options={options.map((value) => ({ value, label: desk(`${area}.${value}`) }))}
    />
  );
  return (
    <form action={action} className="form ruled">
      <div className="w2 empty:hidden">
        <FormNote state={state} said={{ conflict: t("slugTaken") }} />
      </div>
      <TitleAndSlug values={values} error={error} />
      <AreaField
        className="w2"
        label={t("field.summary")}
        hint={t("hint.summary")}
        name="summary"
        required
        minLength={20}
        maxLength={600}
        defaultValue={values.summary ?? ""}
        error={error("summary")}
      />
      {choice("language", "languages", languages)}
      {choice("kind", "kinds", kinds)}
      {choice("licence", "licences", licences)}
      <PriceField value={values.pricePerHour} error={error("pricePerHour")} />
      <div className="w2">
        <Button type="submit" weight="go" disabled={pending}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  values: Record<string, string>;
  error: (name: string) => string | undefined;
}

/** The address follows the title until somebody writes one of their own. */
function TitleAndSlug({ values, error }: FieldsProps) {
  const t = useTranslations("desk.datasets");
  const [title, setTitle] = useState(values.title ?? "");
  const [own, setOwn] = useState<string>();
  return (
    <>
      <Field
        label={t("field.title")}
        hint={t("hint.title")}
        name="title"
        required
        minLength={3}
        maxLength={90}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={error("title")}
      />
      <Field
        label={t("field.slug")}
        hint={t("hint.slug")}
        name="slug"
        required
        maxLength={60}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        spellCheck={false}
        autoComplete="off"
        value={own ?? suggestSlug(title)}
        onChange={(event) => setOwn(event.target.value || undefined)}
        error={error("slug")}
      />
    </>
  );
}

export function PriceField({ value, error }: { value: string | undefined; error: string | undefined }) {
  const t = useTranslations("desk.datasets");
  return (
    <Field
      label={t("field.pricePerHour")}
      hint={t("hint.pricePerHour")}
      name="pricePerHour"
      type="number"
      inputMode="decimal"
      min={1}
      max={10_000}
      step={0.01}
      required
      defaultValue={value ?? ""}
      error={error}
    />
  );
}
