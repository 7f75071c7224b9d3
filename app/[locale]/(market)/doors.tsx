import { getTranslations } from "next-intl/server";
import { Link } from "@/i18n/navigation";

const DOORS = [
  { href: "/studio", key: "doorShare" },
  { href: "/datasets", key: "doorBuy" },
  { href: "/promise", key: "doorPromise" },
] as const;

/** Share, buy, check. */
export async function Doors() {
  const t = await getTranslations("landing");
  return (
    <div>
      {DOORS.map(({ href, key }) => (
        <Link key={key} className="door" href={href} {...(href === "/studio" && { prefetch: false })}>
          <span className="display d20">{t(key)}</span>
          <span className="what">{t(`${key}Text`)}</span>
          <span className="f">
            <b>{t(`${key}Figure`)}</b>
            <br />
            <span className="s12 qq">{t(`${key}Work`)}</span>
          </span>
        </Link>
      ))}
    </div>
  );
}
