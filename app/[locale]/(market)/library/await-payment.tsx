"use client";

import { useEffect, useState } from "react";
import { Note } from "@/components/ui/note";
import { StateWord } from "@/components/ui/state-word";
import { useRouter } from "@/i18n/navigation";

interface AwaitPaymentProps {
  /** Stripe's page of this order, for whoever came back without paying. */
  checkoutUrl?: string;
  words: { waiting: string; waitingText: string; late: string; lateText: string; again: string; pay: string };
}

const EVERY_MS = 2_000;
/** A minute and a half: Stripe's word takes seconds. */
const MOST_LOOKS = 45;

/** Looks every 2 s whether Stripe's word has come; the page then draws something else in its place. */
export function AwaitPayment({ checkoutUrl, words }: AwaitPaymentProps) {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  const isLate = looks >= MOST_LOOKS;
  useEffect(() => {
    if (isLate) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      router.refresh();
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [looks, isLate, router]);
  const pay = checkoutUrl && <a href={checkoutUrl}>{words.pay}</a>;
  if (!isLate) {
    return (
      <Note title={<StateWord state="waiting">{words.waiting}</StateWord>} role="status">
        {words.waitingText}
      </Note>
    );
  }
  return (
    <Note
      title={words.late}
      role="status"
      action={
        <span className="flex gap-4">
          <button type="button" className="textual" onClick={() => setLooks(0)}>
            {words.again}
          </button>
          {pay}
        </span>
      }
    >
      {words.lateText}
    </Note>
  );
}
