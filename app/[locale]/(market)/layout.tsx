import type { ReactNode } from "react";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { StoppedBanner, StoppedWord } from "@/app/[locale]/stopped";
import { Sheet } from "@/components/shell/sheet";

export default async function MarketLayout({ children }: { children: ReactNode }) {
  return (
    <Sheet nav={await marketNav()} find banner={<StoppedBanner more="/status" />} status={<StoppedWord />}>
      {children}
    </Sheet>
  );
}
