import { getTranslations } from "next-intl/server";

const MARKS = {
  allowed: { path: "M1.5 6.5l3 3 6-7", className: "stroke-ok" },
  forbidden: { path: "M2 2l8 8M10 2l-8 8", className: "stroke-stop" },
  duty: { path: "M10 3.5A4.6 4.6 0 1 0 10.6 6M10.3 1v2.7H7.6", className: "stroke-ink-2" },
} as const;

/** A licence in plain words; the text that counts is LICENSE.txt. */
export async function LicenceTerms({ licence }: { licence: "standard" | "research" }) {
  const t = await getTranslations("licences");
  const terms = [
    { mark: "allowed", text: t(`${licence}.may`) },
    { mark: "allowed", text: t(`${licence}.mayKeep`) },
    ...(licence === "research" ? [{ mark: "forbidden", text: t("noProduct") } as const] : []),
    { mark: "forbidden", text: t("noCloning") },
    { mark: "forbidden", text: t("noFinding") },
    { mark: "forbidden", text: t("noPassing") },
    { mark: "forbidden", text: t("noDeciding") },
    { mark: "duty", text: t("delete") },
  ] as const;
  return (
    <>
      <h2 className="mt-6 mb-2">{t(`${licence}.short`)}</h2>
      <ul className="plain">
        {terms.map(({ mark, text }) => (
          <li key={text}>
            <svg width="12" height="12" viewBox="0 0 12 12" fill="none" aria-hidden="true">
              <path d={MARKS[mark].path} strokeWidth="1.5" className={MARKS[mark].className} />
            </svg>
            <span>
              <span className="vh">{t(mark)} </span>
              {text}
            </span>
          </li>
        ))}
      </ul>
      <p className="s12 q mt-2">{t("fullText")}</p>
    </>
  );
}
