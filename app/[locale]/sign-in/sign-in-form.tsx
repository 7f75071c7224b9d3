"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { askForLink } from "@/app/[locale]/sign-in/actions";
import { CheckMail } from "@/app/[locale]/sign-in/check-mail";
import { rememberWanted } from "@/app/[locale]/sign-in/wanted-page";
import { FormNote } from "@/components/studio/form-note";
import { useForm } from "@/components/studio/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Option } from "@/components/ui/option";

interface SignInFormProps {
  intent: "contributor" | "buyer";
  /** Where the person wanted to go. */
  wanted?: string | undefined;
  /** This installation shows its mail on a page instead of sending it. */
  mailbox: boolean;
}

export function SignInForm({ intent, wanted, mailbox }: SignInFormProps) {
  const t = useTranslations("signIn");
  const locale = useLocale();
  const { answer, send, pending } = useForm(askForLink);
  useEffect(() => rememberWanted(wanted), [wanted]);
  if (answer.status === "done") return <CheckMail mailbox={mailbox} />;
  const chosen = answer.values.intent ?? intent;
  return (
    <form action={send} className="grid max-w-[560px] gap-6">
      {answer.status === "refused" && <FormNote answer={answer} title={t("refusedTitle")} />}
      <input type="hidden" name="locale" value={locale} />
      <Field
        label={t("email")}
        hint={t("emailHint")}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        maxLength={254}
        defaultValue={answer.values.email}
        error={answer.fields.email && t("emailError")}
      />
      <fieldset key={chosen}>
        <legend className="mb-1 font-medium">{t("intent")}</legend>
        <p className="s12 qq mb-2">{t("intentHint")}</p>
        {(["contributor", "buyer"] as const).map((one) => (
          <Option
            key={one}
            type="radio"
            name="intent"
            value={one}
            defaultChecked={one === chosen}
            more={t(`${one}More`)}
          >
            {t(one)}
          </Option>
        ))}
      </fieldset>
      <div>
        <Button type="submit" weight="go" size="lg" disabled={pending}>
          {pending ? t("sending") : t("send")}
        </Button>
      </div>
    </form>
  );
}
