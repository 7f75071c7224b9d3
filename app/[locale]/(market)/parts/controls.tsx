import { getTranslations } from "next-intl/server";
import { PlayButton } from "@/components/player/play-button";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";

export async function Buttons() {
  const t = await getTranslations("parts");
  const shell = await getTranslations("shell");
  const ui = await getTranslations("ui");
  const name = t("playerTitle");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <LinkButton href="/studio" weight="go">
        {shell("share")}
      </LinkButton>
      <Button>{t("load")}</Button>
      <Button disabled>{t("waitYes")}</Button>
      <CopyButton text={t("title")} label={ui("copy")} done={ui("copied")} failed={ui("copyFailed")} />
      <button type="button" className="textual">
        {t("withdraw")}
      </button>
      <Chip href="/parts" removeLabel={ui("removeFilter", { name: t("english") })}>
        {t("english")}
      </Chip>
      <Kbd>J</Kbd>
      <PlayButton playing={false} label={ui("play", { name })} />
      <PlayButton playing label={ui("pause", { name })} />
      <PlayButton playing={false} label={ui("play", { name })} size="sm" />
    </div>
  );
}

export async function Floats() {
  const t = await getTranslations("parts");
  const shell = await getTranslations("shell");
  const ui = await getTranslations("ui");
  return (
    <>
      <div className="my-6 flex flex-wrap gap-3">
        <Dialog
          trigger={<Button weight="stop">{t("withdraw")}</Button>}
          title={t("withdrawAsk")}
          description={t("withdrawText")}
        >
          <div className="acts">
            <DialogClose>
              <Button>{t("keepIt")}</Button>
            </DialogClose>
            <DialogClose>
              <Button weight="stop">{t("withdraw")}</Button>
            </DialogClose>
          </div>
        </Dialog>
        <Menu
          trigger={<Button>{t("more")}</Button>}
          groups={[
            [
              { key: "catalogue", label: shell("catalogue"), href: "/datasets" },
              { key: "parts", label: t("title"), href: "/parts", current: true },
            ],
            [{ key: "status", label: shell("status"), href: "/status" }],
          ]}
        />
      </div>
      <Tabs
        label={t("dataset")}
        tabs={[
          { href: "/parts", label: t("card"), current: true },
          { href: "/parts?tab=rows", label: t("rows"), count: "84,212" },
          { href: "/parts?tab=files", label: t("files"), count: "19" },
        ]}
      />
      <Pager
        page={4}
        pages={9}
        href={(page) => `/parts?page=${page}`}
        summary={ui("range", { from: 37, to: 48, total: 104 })}
        words={{ label: ui("pages"), previous: ui("previous"), next: ui("next") }}
      />
    </>
  );
}
