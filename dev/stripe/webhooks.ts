import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import { type Target, targetsOf } from "./webhook-endpoints.ts";
import type { World } from "./world.ts";

/** A thin event: it names its object and says no more. */
export interface ThinEvent {
  id: string;
  object: "v2.core.event";
  type: string;
  livemode: false;
  created: string;
  context: null;
  reason: null;
  related_object: { id: string; type: string; url: string };
}

export type StoredEvent = Stripe.EventBase | ThinEvent;

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string;
  eventId: string;
  url: string;
  attempts: number;
  /** On the virtual clock, so that moving it forward brings the retries due. */
  dueAtMilliseconds: number;
}

export interface Attempt {
  eventId: string;
  type: string;
  url: string;
  attempt: number;
  /** HTTP status, or 0 when there was no answer. */
  status: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
const FIRST_RETRY_MILLISECONDS = 250;
const LONGEST_RETRY_MILLISECONDS = 3_600_000;
const ATTEMPTS = 20;
const REMEMBERED_ATTEMPTS = 500;

/** `Stripe-Signature`: HMAC-SHA256 of `timestamp.payload`. The time is the real one, which the receiver compares. */
export function signatureHeader(payload: string, secret: string): string {
  const timestamp = Math.floor(Date.now() / 1000);
  return `t=${timestamp},v1=${createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex")}`;
}

export class Courier {
  readonly attempts: Attempt[] = [];
  private held = false;
  private readonly closing = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly world: World;
  private readonly changed: () => void;

  constructor(world: World, changed: () => void) {
    this.world = world;
    this.changed = changed;
  }

  enqueue(event: StoredEvent): void {
    const targets = targetsOf(this.world).filter(({ events }) => events.includes("*") || events.includes(event.type));
    for (const { url } of targets) {
      const id = `${event.id} ${url}`;
      this.queue.set(id, { id, eventId: event.id, url, attempts: 0, dueAtMilliseconds: this.now() });
    }
    this.wake();
  }

  /** While held, events pile up and nothing is sent. */
  hold(held: boolean): void {
    this.held = held;
    this.wake();
  }

  /** Puts the waiting deliveries in reverse order, which no receiver that counts on order survives. */
  shuffle(): void {
    const waiting = [...this.queue.values()].reverse();
    this.queue.clear();
    for (const delivery of waiting) this.queue.set(delivery.id, delivery);
  }

  /** Sends every waiting delivery once more than needed. */
  duplicate(): void {
    for (const delivery of [...this.queue.values()]) {
      const id = `${delivery.id} again`;
      this.queue.set(id, { ...delivery, id });
    }
  }

  /** Sends an event again to every endpoint, as Stripe's dashboard can. */
  resend(event: StoredEvent): void {
    this.enqueue(event);
  }

  /** After a start: what failed while the receiver was down is due now, not after its long wait. */
  retryAll(): void {
    for (const delivery of this.queue.values()) delivery.dueAtMilliseconds = this.now();
    this.wake();
  }

  wake(): void {
    if (this.held || this.closed || this.running) return;
    clearTimeout(this.timer);
    this.running = this.sendDue().finally(() => {
      this.running = undefined;
      this.sleepUntilNext();
    });
  }

  /** Resolves when nothing is due: everything was delivered, given up or waits for its retry. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    await this.idle();
  }

  private get closed(): boolean {
    return this.closing.signal.aborted;
  }

  private get queue(): Map<string, Delivery> {
    return this.world.tables.deliveries;
  }

  private now(): number {
    return Date.now() + this.world.state.clockAheadSeconds * 1000;
  }

  private next(): Delivery | undefined {
    for (const delivery of this.queue.values()) if (delivery.dueAtMilliseconds <= this.now()) return delivery;
    return undefined;
  }

  private async sendDue(): Promise<void> {
    // Let the request that caused the event be answered first: usual at Stripe, and receivers must not count on it.
    await new Promise((resolve) => setImmediate(resolve));
    for (let delivery = this.next(); delivery && !this.held && !this.closed; delivery = this.next()) {
      await this.send(delivery);
      this.changed();
    }
  }

  private async send(delivery: Delivery): Promise<void> {
    const target = targetsOf(this.world).find(({ url }) => url === delivery.url);
    const event = this.world.tables.events.get(delivery.eventId);
    if (!target || !event) {
      this.queue.delete(delivery.id);
      return;
    }
    const status = await post(target, JSON.stringify(event), this.closing.signal);
    if (this.closed) return;
    delivery.attempts += 1;
    this.attempts.push({
      eventId: event.id,
      type: event.type,
      url: target.url,
      attempt: delivery.attempts,
      status,
    });
    if (this.attempts.length > REMEMBERED_ATTEMPTS) this.attempts.shift();
    const delivered = status >= 200 && status < 300;
    if (delivered || delivery.attempts >= ATTEMPTS) {
      this.queue.delete(delivery.id);
      return;
    }
    const wait = Math.min(FIRST_RETRY_MILLISECONDS * 2 ** delivery.attempts, LONGEST_RETRY_MILLISECONDS);
    delivery.dueAtMilliseconds = this.now() + wait;
  }

  private sleepUntilNext(): void {
    if (this.held || this.closed || this.queue.size === 0) return;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { dueAtMilliseconds } of this.queue.values()) earliest = Math.min(earliest, dueAtMilliseconds);
    this.timer = setTimeout(() => this.wake(), Math.max(1, Math.min(earliest - this.now(), 60_000)));
    this.timer.unref();
  }
}

async function post(target: Target, body: string, closing: AbortSignal): Promise<number> {
  try {
    const response = await fetch(target.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signatureHeader(body, target.secret),
        "user-agent": "Stripe/1.0 (emulator)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    // No answer is an expected outcome here: it is recorded as status 0 and tried again.
    return 0;
  }
}
