import { notFound } from "next/navigation";
import { placesOf, signedIn } from "@/app/[locale]/(desk)/enter-desk";
import { redirect } from "@/i18n/navigation";

/** Sends each role to its own place. */
export default async function Desk({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const me = await signedIn(locale, "/desk");
  const [own] = placesOf(me.role);
  if (!own) notFound();
  redirect({ href: own.href, locale });
}
