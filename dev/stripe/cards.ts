/** What a test card does. Only these numbers are accepted: nobody should give this page a real card. */
export interface TestCard {
  last4: string;
  /** The error Stripe gives when the card is charged. */
  decline?: { code: string; decline_code: string; message: string };
  /** The charge succeeds and is then disputed as fraudulent. */
  disputes?: true;
  /** The money is available at once. */
  bypassesPending?: true;
}

const CARDS: Record<string, TestCard> = {
  "4242424242424242": { last4: "4242" },
  "5555555555554444": { last4: "4444" },
  "4000000000000077": { last4: "0077", bypassesPending: true },
  "4000000000000259": { last4: "0259", disputes: true },
  "4000000000000002": {
    last4: "0002",
    decline: { code: "card_declined", decline_code: "generic_decline", message: "Your card was declined." },
  },
  "4000000000009995": {
    last4: "9995",
    decline: {
      code: "card_declined",
      decline_code: "insufficient_funds",
      message: "Your card has insufficient funds.",
    },
  },
  "4000000000000069": {
    last4: "0069",
    decline: { code: "expired_card", decline_code: "expired_card", message: "Your card has expired." },
  },
  "4000000000000127": {
    last4: "0127",
    decline: {
      code: "incorrect_cvc",
      decline_code: "incorrect_cvc",
      message: "Your card's security code is incorrect.",
    },
  },
};

/** Stripe's names for the same cards in requests. */
const PAYMENT_METHODS: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_bypassPending: "4000000000000077",
  pm_card_createDispute: "4000000000000259",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
};

/** The test card with this number, spaces allowed. */
export function cardByNumber(number: string): TestCard | undefined {
  const digits = number.replace(/[\s-]/g, "");
  return Object.hasOwn(CARDS, digits) ? CARDS[digits] : undefined;
}

export function cardByPaymentMethod(id: string): TestCard | undefined {
  return Object.hasOwn(PAYMENT_METHODS, id) ? CARDS[PAYMENT_METHODS[id] ?? ""] : undefined;
}
