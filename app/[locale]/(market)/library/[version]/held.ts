import type { licencePage } from "@/lib/orders/read";

/** A licence with its files. */
export type Held = NonNullable<Awaited<ReturnType<typeof licencePage>>>;
