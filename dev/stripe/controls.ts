import { z } from "zod";
import { closeAccount, decideOn } from "./accounts.ts";
import { balanceOf, book, PLATFORM } from "./balance.ts";
import { expireDueSessions } from "./checkout.ts";
import { invalidRequest, unrecognizedUrl } from "./errors.ts";
import { clearInput, type Fault, faultInput } from "./faults.ts";
import { newId } from "./ids.ts";
import { finishPayout, payOutConnectedAccounts } from "./payouts.ts";
import type { Courier } from "./webhooks.ts";
import { find, type World } from "./world.ts";

export interface Controlled {
  world: World;
  courier: Courier;
  faults: Fault[];
}

type Control = (emulator: Controlled, input: unknown) => object;

/** What a test, or the demo's start, may do that Stripe's API cannot. `POST /_emulator/<name>` with JSON. */
const controls: Record<string, Control> = {
  /** Moves the virtual clock: money becomes available, sessions and keys expire, retries fall due. */
  clock: ({ world, courier }, input) => {
    const { advanceSeconds } = z
      .strictObject({
        advanceSeconds: z
          .int()
          .min(0)
          .max(400 * 86_400),
      })
      .parse(input);
    world.state.clockAheadSeconds += advanceSeconds;
    expireDueSessions(world);
    courier.wake();
    return { nowSeconds: world.nowSeconds() };
  },

  /** Adds to the platform's available balance, as a top-up from a bank would. */
  fund: ({ world }, input) => {
    const schema = z.strictObject({
      amountCents: z.int().min(1).max(10_000_000_000),
      currency: z
        .string()
        .regex(/^[a-z]{3}$/)
        .default("usd"),
    });
    const { amountCents, currency } = schema.parse(input);
    return book(world, { type: "topup", amount: amountCents, currency, source: newId("tu_") });
  },

  faults: ({ faults }, input) => {
    const wanted = z.union([faultInput, clearInput]).parse(input);
    if ("clear" in wanted) faults.length = 0;
    else if (faults.length >= 100) throw invalidRequest(null, "At most 100 faults can wait.");
    else faults.push(wanted);
    return { waiting: faults.length };
  },

  webhooks: ({ world, courier }, input) => {
    const schema = z.strictObject({
      hold: z.boolean().optional(),
      shuffle: z.literal(true).optional(),
      duplicate: z.literal(true).optional(),
      resendEventId: z.string().optional(),
    });
    const { hold, shuffle, duplicate, resendEventId } = schema.parse(input);
    if (shuffle) courier.shuffle();
    if (duplicate) courier.duplicate();
    if (resendEventId) courier.resend(find(world.tables.events, resendEventId, "event"));
    if (hold !== undefined) courier.hold(hold);
    return { waiting: world.tables.deliveries.size };
  },

  /** What Stripe decides about a recipient, without its onboarding. */
  accounts: ({ world }, input) => {
    const schema = z.strictObject({
      id: z.string(),
      status: z.enum(["active", "pending", "restricted", "rejected", "closed"]),
    });
    const { id, status } = schema.parse(input);
    const { account } = find(world.tables.accounts, id, "account");
    if (status === "closed") closeAccount(world, account);
    else decideOn(world, account, status);
    return { id, status };
  },

  /** Pays connected accounts out to their banks; or says how one of these payouts ended. */
  payouts: ({ world }, input) => {
    const schema = z.union([
      z.strictObject({ run: z.literal(true) }),
      z.strictObject({ id: z.string(), arrived: z.boolean() }),
    ]);
    const wanted = schema.parse(input);
    if ("run" in wanted) return { payouts: payOutConnectedAccounts(world) };
    finishPayout(world, wanted.id, wanted.arrived);
    return { id: wanted.id };
  },

  state: ({ world, courier, faults }) => ({
    nowSeconds: world.nowSeconds(),
    balance: Object.fromEntries(balanceOf(world, PLATFORM)),
    faults: faults.length,
    webhooks: { waiting: world.tables.deliveries.size, attempts: courier.attempts.slice(-100) },
  }),
};

export function runControl(emulator: Controlled, path: string, input: unknown): object {
  const name = path.replace("/_emulator/", "");
  const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (!control) throw unrecognizedUrl("POST", path);
  try {
    return control(emulator, input);
  } catch (error) {
    if (error instanceof z.ZodError) throw invalidRequest("parameter_invalid", z.prettifyError(error));
    throw error;
  }
}
