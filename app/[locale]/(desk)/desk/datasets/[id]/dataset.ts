import type { curatedDataset } from "@/lib/releases/read";

/** A dataset as its curator sees it, with every version. */
export type Dataset = NonNullable<Awaited<ReturnType<typeof curatedDataset>>>;
export type Version = Dataset["versions"][number];
