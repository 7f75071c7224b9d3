import type { forSale } from "@/lib/orders/read";

/** The version that is bought. */
export type Wanted = NonNullable<Awaited<ReturnType<typeof forSale>>>;
