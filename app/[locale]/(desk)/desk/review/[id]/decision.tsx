"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useActionState, useId } from "react";
import { accept, refuse } from "@/app/[locale]/(desk)/desk/review/[id]/actions";
import { FormNote, untouched } from "@/app/[locale]/(desk)/form-note";
import { Button } from "@/components/ui/button";
import { AreaField } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";

export interface DecisionProps {
  recordingId: string;
  /** When it arrived, ISO: the next in line came after it. */
  since: string;
  /** "Accepting pays $5.55 (18 min 30 s x $0.30 a minute)." */
  pays: string;
  reasons: readonly string[];
  nextHref: string;
  /** What is still to be heard before one can know; undefined: nothing. */
  toHear: string | undefined;
  onRefuse: () => void;
}

interface Handles {
  acceptRef: RefObject<HTMLButtonElement | null>;
  refuseRef: RefObject<HTMLDetailsElement | null>;
}

/** The two ways out of a recording, and what each does. */
export function Decision({ acceptRef, refuseRef, ...props }: DecisionProps & Handles) {
  const t = useTranslations("desk.review");
  const [accepted, acceptAction, accepting] = useActionState(accept, untouched);
  const [refused, refuseAction, refusing] = useActionState(refuse, untouched);
  const hidden = (
    <>
      <input type="hidden" name="recordingId" value={props.recordingId} />
      <input type="hidden" name="since" value={props.since} />
    </>
  );
  const busy = accepting || refusing;
  const acceptForm = useId();
  return (
    <section aria-label={t("decision")} className="grid shrink-0 gap-3">
      {[accepted, refused].map((state, place) => (
        <FormNote
          key={place === 0 ? "accept" : "refuse"}
          state={state}
          said={{ not_found: t("faster"), conflict: t("faster") }}
          action={<Link href={props.nextHref}>{t("goOn")}</Link>}
        />
      ))}
      <div className="decide">
        <div className="min-w-0 flex-1 basis-80">
          <StateWord state={props.toHear ? "waiting" : "approved"}>
            <b className="b">{props.toHear ?? t("allHeard")}</b>
          </StateWord>
          <p className="q">{props.pays}</p>
        </div>
        <form action={acceptAction} id={acceptForm} className="d0">
          {hidden}
          <Button type="submit" weight="go" disabled={busy} ref={acceptRef}>
            {accepting ? t("accepting") : t("accept")}
          </Button>
        </form>
        <details ref={refuseRef} className="w-full">
          <summary className="textual w-fit cursor-pointer max-wide:py-3">{t("refuse")}</summary>
          <form action={refuseAction} className="mt-3 grid gap-4">
            {hidden}
            <Reasons reasons={props.reasons} busy={busy} note={refused.values.note}>
              {t("refuseNote")}
            </Reasons>
          </form>
        </details>
      </div>
      <div className="m0 fixed inset-x-0 bottom-0 z-10 flex gap-2 border-t border-rule-ink bg-paper px-5 py-2.5">
        <Button type="submit" weight="go" wide form={acceptForm} disabled={busy}>
          {accepting ? t("accepting") : t("accept")}
        </Button>
        <Button wide disabled={busy} onClick={props.onRefuse}>
          {t("refuseShort")}
        </Button>
      </div>
    </section>
  );
}

interface ReasonsProps {
  reasons: readonly string[];
  busy: boolean;
  note: string | undefined;
  children: ReactNode;
}

/** One press refuses: each reason is a button, and carries the digit that presses it. */
function Reasons({ reasons, busy, note, children }: ReasonsProps) {
  const t = useTranslations("desk.review");
  const words = useTranslations("reasons");
  return (
    <>
      <AreaField label={t("note")} hint={children} name="note" maxLength={500} rows={2} defaultValue={note ?? ""} />
      <fieldset>
        <legend className="s12 qq mb-2">{t("because")}</legend>
        <ol>
          {reasons.map((reason, place) => (
            <li key={reason}>
              <button
                type="submit"
                name="reason"
                value={reason}
                disabled={busy}
                data-digit={place + 1}
                className="flex w-full items-baseline gap-3 border-t border-rule py-1.5 text-left hover:bg-paper max-wide:min-h-11"
              >
                <span className="d0" aria-hidden="true">
                  <Kbd>{place + 1}</Kbd>
                </span>
                {words(reason)}
              </button>
            </li>
          ))}
        </ol>
      </fieldset>
    </>
  );
}
