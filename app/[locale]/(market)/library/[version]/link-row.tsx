"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { getLink } from "@/app/[locale]/(market)/library/[version]/actions";
import { unsent, useFormWords } from "@/app/[locale]/(market)/library/form-words";
import { LinkBox } from "@/components/market/link-box";
import { Note } from "@/components/ui/note";

interface LinkRowProps {
  versionId: string;
  file: { path: string; size: string; sha256: string; shortDigest: string };
}

/** A file, and the link to it once it was asked for. */
export function LinkRow({ versionId, file }: LinkRowProps) {
  const t = useTranslations("library");
  const ui = useTranslations("ui");
  const [state, act, isPending] = useActionState(getLink, unsent);
  const refused = useFormWords(state).note ?? (state.result === "" ? t("noLink") : undefined);
  const link = state.result ? readLink(state.result) : undefined;
  const isOpen = Boolean(refused || link);
  const copy = { label: ui("copy"), done: ui("copied"), failed: ui("copyFailed") };
  return (
    <>
      <tr className={isOpen ? "open" : undefined}>
        <td className="mono full wrap-anywhere">{file.path}</td>
        <td className="n nw">{file.size}</td>
        <td className="mono qq nw">
          <span title={file.sha256}>{file.shortDigest}</span>
        </td>
        <td className="n end">
          <form action={act}>
            <input type="hidden" name="versionId" value={versionId} />
            <input type="hidden" name="path" value={file.path} />
            <button type="submit" className="textual py-2 wide:py-0" disabled={isPending}>
              {isPending ? t("gettingLink") : link ? t("newLink") : t("getLink")}
              <span className="vh"> {file.path}</span>
            </button>
          </form>
        </td>
      </tr>
      {isOpen && (
        <tr className="det">
          <td colSpan={4}>
            {link ? (
              <LinkBox key={link.url} link={link} sha256={file.sha256} copy={copy} words={boxWords(t)} />
            ) : (
              <Note tone="stop" title={refused} role="alert">
                {t("noLinkText")}
              </Note>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

type Link = { url: string; lifeSeconds: number };

function readLink(result: string): Link {
  const { url, lifeSeconds } = JSON.parse(result) as Link;
  return { url, lifeSeconds };
}

function boxWords(t: ReturnType<typeof useTranslations<"library">>) {
  return {
    live: (time: string) => t("linkLive", { time }),
    over: t("linkOver"),
    overText: t("linkOverText"),
    left: t("linkLeft"),
    about: t("linkAbout"),
    download: t("download"),
    digest: t("digest"),
  };
}
