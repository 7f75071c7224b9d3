import { getLocale, getTranslations } from "next-intl/server";
import { payoutCountries } from "@/app/[locale]/(studio)/studio/money/countries";
import { SetUpForm } from "@/app/[locale]/(studio)/studio/money/set-up-form";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { LinkButton } from "@/components/ui/link-button";
import { StateWord } from "@/components/ui/state-word";
import { ClientWords } from "@/i18n/client-words";
import { formatRelative } from "@/lib/format";
import type { MyMoney } from "@/lib/ledger/read";

type Account = NonNullable<MyMoney["account"]>;

/** The account that money goes to. Stripe asks who somebody is and for their bank; we see neither. */
export async function PayoutAccount({ account }: { account: MyMoney["account"] }) {
  return (
    <ClientWords namespaces={["money", "errors"]}>
      <div className="grid max-w-[68ch] gap-4">{account ? <Known account={account} /> : <None />}</div>
    </ClientWords>
  );
}

async function None() {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const countries = payoutCountries
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
  return (
    <>
      <p className="q">{t("accountNone")}</p>
      <SetUpForm countries={countries} country={locale === "fr" ? "FR" : "US"} label={t("setUp")} go />
    </>
  );
}

async function Known({ account }: { account: Account }) {
  const t = await getTranslations("money");
  if (account.state === "asked") {
    return (
      <>
        <StateWord state="waiting">{t("account.asked")}</StateWord>
        <p className="q">{t("account.askedText")}</p>
        <RefreshWhile />
      </>
    );
  }
  if (account.state === "onboarding") return <Onboarding account={account} />;
  if (account.state === "restricted") {
    return (
      <>
        <StateWord state="stopped">{t("account.restricted")}</StateWord>
        <p className="q">{t("account.restrictedText")}</p>
        <SetUpForm country={account.country} label={t("continueAtStripe")} go />
      </>
    );
  }
  return (
    <>
      <StateWord state="stands">{t("account.active")}</StateWord>
      <p className="q">{t("account.activeText")}</p>
    </>
  );
}

const RETURN_LOOK_MS = 4_000;

async function Onboarding({ account }: { account: Account }) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const now = new Date();
  const lives =
    account.onboardingUrl !== null && account.onboardingExpiresAt !== null && account.onboardingExpiresAt > now;
  return (
    <>
      <StateWord state="waiting">{t("account.onboarding")}</StateWord>
      <p className="q">
        {lives && account.onboardingExpiresAt
          ? t("account.onboardingText", { when: formatRelative(account.onboardingExpiresAt, now, locale) })
          : t("account.onboardingLate")}
      </p>
      {lives && account.onboardingUrl && (
        <div>
          <LinkButton href={account.onboardingUrl} weight="go" leaves>
            {t("continueAtStripe")}
          </LinkButton>
        </div>
      )}
      <SetUpForm country={account.country} label={t("newLink")} go={!lives} />
      <RefreshWhile everyMs={RETURN_LOOK_MS} times={300} />
    </>
  );
}
