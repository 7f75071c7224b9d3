"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { unsent, useFormWords } from "@/app/[locale]/(market)/library/form-words";
import { makeKey } from "@/app/[locale]/(market)/library/keys/actions";
import { useSteppedUp } from "@/components/shell/step-up";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

export function MakeKey() {
  const t = useTranslations("library");
  const ui = useTranslations("ui");
  const [state, act, isPending] = useActionState(useSteppedUp(makeKey), unsent);
  const words = useFormWords(state);
  return (
    <div className="grid max-w-[64ch] gap-5">
      {words.note && <Note tone="stop" title={words.note} role="alert" />}
      {state.result && (
        <div className="linkbox" role="status">
          <b className="b">{t("keyOnce")}</b>
          <div className="first">
            <code className="mono url">{state.result}</code>
            <CopyButton text={state.result} label={ui("copy")} done={ui("copied")} failed={ui("copyFailed")} />
          </div>
          <span className="s12 q">{t("keyOnceText")}</span>
        </div>
      )}
      <form action={act} className="grid gap-4">
        <Field
          name="label"
          label={t("keyLabel")}
          hint={t("keyLabelHint")}
          required
          maxLength={60}
          autoComplete="off"
          defaultValue={state.values.label ?? ""}
          error={words.field("label")}
        />
        <div>
          <Button type="submit" weight="go" disabled={isPending}>
            {isPending ? t("making") : t("makeKey")}
          </Button>
        </div>
      </form>
    </div>
  );
}
