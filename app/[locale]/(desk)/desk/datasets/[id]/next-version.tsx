"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { startNext } from "@/app/[locale]/(desk)/desk/datasets/[id]/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { Button } from "@/components/ui/button";
import { Option } from "@/components/ui/option";
import { nextNumber } from "@/lib/releases/semver";

type Change = Parameters<typeof nextNumber>[1];
const CHANGES: readonly Change[] = ["minor", "major", "patch"];

interface NextVersionProps {
  datasetId: string;
  number: string;
  /** Clips of the newest version were taken back: only a major one will do. */
  least: Change;
}

/** The next draft begins with what this version holds, less what was taken back. */
export function NextVersion({ datasetId, number, least }: NextVersionProps) {
  const t = useTranslations("desk.next");
  const [state, action, pending] = useActionState(startNext, untouched);
  const open = least === "major" ? (["major"] as const) : CHANGES;
  return (
    <form action={action} className="max-w-[68ch]">
      <FormNote state={state} said={{ conflict: t("already") }} />
      <input type="hidden" name="datasetId" value={datasetId} />
      <fieldset className="my-4">
        <legend className="vh">{t("change")}</legend>
        {open.map((change, place) => (
          <Option
            key={change}
            type="radio"
            name="change"
            value={change}
            defaultChecked={place === 0}
            more={t(`${change}Text`)}
            aside={<span className="num">v{nextNumber(number, change)}</span>}
          >
            {t(change)}
          </Option>
        ))}
      </fieldset>
      <Button type="submit" weight="go" disabled={pending}>
        {t("start")}
      </Button>
    </form>
  );
}
