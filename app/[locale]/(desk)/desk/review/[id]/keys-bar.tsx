import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { Kbd } from "@/components/ui/kbd";

const KEYS = [
  { does: "play", keys: ["Space"] },
  { does: "seek", keys: ["←", "→"] },
  { does: "nextSpan", keys: ["N"] },
  { does: "offers", keys: ["S", "L"] },
  { does: "walk", keys: ["J", "K"] },
  { does: "refuse", keys: ["R", "1", "7"] },
  { does: "accept", keys: ["A", "Enter"] },
] as const;

/** What the keyboard does here. The two decisions take two keys each. */
export async function KeysBar() {
  const t = await getTranslations("desk.keys");
  return (
    <div className="keys">
      {KEYS.map(({ does, keys }) => (
        <span key={does}>
          {keys.map((key, place) => (
            <Fragment key={key}>
              {place === 1 && does === "accept" && t("then")}
              {place === 1 && does === "refuse" && t("then")}
              {place === 2 && "–"}
              <Kbd>{key === "Space" || key === "Enter" ? t(key) : key}</Kbd>
            </Fragment>
          ))}
          {t(does)}
        </span>
      ))}
    </div>
  );
}
