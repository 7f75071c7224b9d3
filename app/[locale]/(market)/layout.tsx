import type { ReactNode } from "react";
import { marketNav } from "@/app/[locale]/(market)/market-nav";
import { Sheet } from "@/components/shell/sheet";

export default async function MarketLayout({ children }: { children: ReactNode }) {
  return (
    <Sheet nav={await marketNav()} find>
      {children}
    </Sheet>
  );
}
