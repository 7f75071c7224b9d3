import { getTranslations } from "next-intl/server";
import { Link } from "@/i18n/navigation";

const PLACES = ["/library", "/library/keys"] as const;

/** The two halves of a library, in the margin. */
export async function LibraryNav({ current }: { current: (typeof PLACES)[number] | "/library/version" }) {
  const t = await getTranslations("library");
  const names = { "/library": t("title"), "/library/keys": t("keys") };
  return (
    <nav className="anchors flex flex-wrap gap-x-4 wide:block" aria-label={t("title")}>
      {PLACES.map((href) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? "page" : undefined}
          className="py-2.5! wide:py-1!"
        >
          {names[href]}
        </Link>
      ))}
    </nav>
  );
}
