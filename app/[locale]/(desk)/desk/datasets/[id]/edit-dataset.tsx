"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { edit } from "@/app/[locale]/(desk)/desk/datasets/[id]/actions";
import { PriceField } from "@/app/[locale]/(desk)/desk/datasets/new-dataset";
import { FormNote, untouched, useFieldError } from "@/app/[locale]/(desk)/form-note";
import { Button } from "@/components/ui/button";
import { AreaField, Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

interface EditProps {
  datasetId: string;
  title: string;
  summary: string;
  pricePerHour: string;
}

/** Words and price of what comes next; what was published keeps its own. */
export function EditDataset({ datasetId, ...said }: EditProps) {
  const t = useTranslations("desk.datasets");
  const [state, action, pending] = useActionState(edit, untouched);
  const error = useFieldError(state);
  const values: EditProps = { datasetId, ...said, ...state.values };
  return (
    <form action={action} className="form">
      <div className="w2 empty:hidden">
        <FormNote state={state} />
        {state.status === "done" && <Note tone="ok" role="status" title={t("saved")} />}
      </div>
      <input type="hidden" name="datasetId" value={datasetId} />
      <Field
        label={t("field.title")}
        hint={t("hint.title")}
        name="title"
        required
        minLength={3}
        maxLength={90}
        defaultValue={values.title}
        error={error("title")}
      />
      <PriceField value={values.pricePerHour} error={error("pricePerHour")} />
      <AreaField
        className="w2"
        label={t("field.summary")}
        hint={t("hint.summary")}
        name="summary"
        required
        minLength={20}
        maxLength={600}
        defaultValue={values.summary}
        error={error("summary")}
      />
      <div className="w2">
        <Button type="submit" disabled={pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
