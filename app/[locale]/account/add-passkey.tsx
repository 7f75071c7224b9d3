"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useRef, useState } from "react";
import { askToAddPasskey } from "@/app/[locale]/account/actions";
import { addPasskey, type Failure } from "@/components/shell/passkey-ceremony";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { useRouter } from "@/i18n/navigation";

interface AddPasskeyProps {
  /** The first passkey of somebody at the desk: the operator's code goes with it. */
  needsCode: boolean;
  /** A whole address to go on to; left out, this page stays and looks again. */
  next?: string;
}

/** First the database is asked whether this session may, then the authenticator, so that it keeps no passkey that is refused. */
export function AddPasskey({ needsCode, next }: AddPasskeyProps) {
  const t = useTranslations("passkeys");
  const router = useRouter();
  const fields = useRef<HTMLFormElement>(null);
  const [made, setMade] = useState<"working" | "done" | Failure>();
  const { answer, send, pending } = useForm(async (before: Awaited<ReturnType<typeof askToAddPasskey>>, form) => {
    const after = await askToAddPasskey(before, withoutCode(form));
    if (after.status !== "done") return after;
    setMade("working");
    const added = await addPasskey(String(form.get("label")), String(form.get("code") ?? "").trim() || undefined);
    setMade(added.ok ? "done" : added.why);
    if (added.ok && next !== undefined) location.assign(next);
    else if (added.ok) {
      fields.current?.reset();
      router.refresh();
    }
    return after;
  });
  // Not the form's own action: React would empty the fields, and a wrong code is mended, not typed again.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  const failed = made !== undefined && made !== "working" && made !== "done";
  return (
    <form ref={fields} onSubmit={submit} className="grid max-w-[560px] gap-4">
      <FormNote answer={answer} title={t("notAdded")} />
      {failed && (
        <Note tone="stop" title={t("notAdded")} role="alert">
          {made === "forbidden" && needsCode ? t("codeWrong") : t(`why.${made}`)}
        </Note>
      )}
      {made === "done" && <Note tone="ok" title={t("addedNow")} role="status" />}
      {needsCode && (
        <Field
          label={t("code")}
          hint={t("codeHint")}
          name="code"
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="max-w-[360px]"
        />
      )}
      <Field label={t("label")} hint={t("labelHint")} name="label" required maxLength={60} autoComplete="off" />
      <div>
        <Button type="submit" disabled={pending} {...(needsCode && { weight: "go" as const })}>
          {pending ? t("adding") : t("add")}
        </Button>
      </div>
    </form>
  );
}

function withoutCode(form: FormData): FormData {
  const rest = new FormData();
  rest.set("label", String(form.get("label")));
  return rest;
}
