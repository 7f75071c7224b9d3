import { add, by, type Ground, set, type WebWrites } from "./web-work.ts";

/** Buyers: a lawful write for every policy, and what goes beyond each under the right power. */
export const buyerWorks = (ground: Ground) => ({ mine: lawful(ground), beyond: beyond(ground) });

function lawful({ w, order }: Ground): WebWrites {
  const newOrder = (o: object = {}) => ({
    organisation_id: w.market.organisations.ola,
    buyer_id: w.people.ola.id,
    version_id: w.market.version,
    price_cents: 900,
    ...o,
  });
  return {
    "an order": by(
      "ines",
      "orders.checkout",
      add("orders", () => newOrder({ organisation_id: w.market.organisations.ines, buyer_id: w.people.ines.id })),
    ),
    "an order's session": by(
      "ola",
      "orders.attach-session",
      set("orders", "checkout_session = 'cs', checkout_url = 'https://x.example'", order),
    ),
  };
}

function beyond({ w, superseded, order }: Ground): WebWrites {
  const { draft, organisations } = w.market;
  const newOrder = (o: object = {}) => ({
    organisation_id: w.market.organisations.ola,
    buyer_id: w.people.ola.id,
    version_id: w.market.version,
    price_cents: 900,
    ...o,
  });
  const buy = (o: object) =>
    by(
      "ola",
      "orders.checkout",
      add("orders", () => newOrder(o)),
    );
  const attach = (values: string, id = order) => by("ola", "orders.attach-session", set("orders", values, id));
  return {
    "an order in another's name": buy({ buyer_id: w.people.ines.id }),
    "an order for another company": buy({ organisation_id: organisations.ines }),
    "an order that is paid": buy({ state: "paid" }),
    "an order with a session": buy({ checkout_session: "cs_mine" }),
    "an order at another price": buy({ price_cents: 1 }),
    "an order of what is not on sale any more": buy({ version_id: superseded }),
    "an order of a draft": buy({ version_id: draft, price_cents: 0 }),
    "another's session": by("ines", "orders.attach-session", set("orders", "checkout_session = 'cs'", order)),
    "a session that pays": attach("state = 'paid', checkout_session = 'cs'"),
    "no session": attach("checkout_session = null"),
    "a session of a paid order": by(
      "ines",
      "orders.attach-session",
      set("orders", "state = 'open', checkout_session = 'cs'", w.market.order),
    ),
  };
}
