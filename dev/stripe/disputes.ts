import type Stripe from "stripe";
import { z } from "zod";
import { book } from "./balance.ts";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { expand, flag, metadata, page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

const DISPUTE_FEE_CENTS = 1500;
const DAYS_TO_ANSWER = 7;

/** A bank takes the money of a charge back, and Stripe takes its fee. */
export function openDispute(world: World, charge: Stripe.Charge): Stripe.Dispute {
  const id = newId("du_");
  const withdrawal = book(world, {
    type: "adjustment",
    amount: -charge.amount,
    fee: DISPUTE_FEE_CENTS,
    currency: charge.currency,
    source: id,
    description: `Chargeback withdrawal for ${charge.id}`,
  });
  const dispute: Stripe.Dispute = {
    id,
    object: "dispute",
    amount: charge.amount,
    balance_transactions: [withdrawal],
    charge: charge.id,
    created: world.nowSeconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence(),
    evidence_details: {
      due_by: world.nowSeconds() + DAYS_TO_ANSWER * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: null as unknown as Stripe.Dispute.EvidenceDetails.SubmissionMethod,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    reason: "fraudulent",
    status: "needs_response",
  };
  charge.disputed = true;
  world.tables.disputes.set(id, dispute);
  world.emit("charge.dispute.created", dispute);
  world.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

const EVIDENCE_FIELDS = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_communication",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "customer_signature",
  "duplicate_charge_documentation",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "receipt",
  "refund_policy",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "service_documentation",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_documentation",
  "shipping_tracking_number",
  "uncategorized_file",
  "uncategorized_text",
] as const satisfies (keyof Stripe.Dispute.Evidence)[];

function emptyEvidence(): Stripe.Dispute.Evidence {
  const fields = Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, null]));
  return { ...fields, enhanced_evidence: {} } as Stripe.Dispute.Evidence;
}

/** Test mode decides by the evidence text: `winning_evidence` wins, `losing_evidence` loses, other text waits. */
function submitEvidence(world: World, dispute: Stripe.Dispute, evidenceText: string | undefined): void {
  if (dispute.status !== "needs_response") {
    throw invalidRequest(null, "This dispute is already closed or under review.");
  }
  dispute.evidence_details.has_evidence = true;
  dispute.evidence_details.submission_count += 1;
  dispute.evidence.uncategorized_text = evidenceText ?? null;
  if (evidenceText === "winning_evidence") winDispute(world, dispute);
  else if (evidenceText === "losing_evidence") loseDispute(world, dispute);
  else {
    dispute.status = "under_review";
    world.emit("charge.dispute.updated", dispute);
  }
}

function winDispute(world: World, dispute: Stripe.Dispute): void {
  dispute.status = "won";
  dispute.balance_transactions.push(
    book(world, {
      type: "adjustment",
      amount: dispute.amount,
      fee: -DISPUTE_FEE_CENTS,
      currency: dispute.currency,
      source: dispute.id,
      description: `Chargeback reversal for ${idOf(dispute.charge)}`,
    }),
  );
  world.emit("charge.dispute.funds_reinstated", dispute);
  world.emit("charge.dispute.closed", dispute);
}

function loseDispute(world: World, dispute: Stripe.Dispute): Stripe.Dispute {
  dispute.status = "lost";
  world.emit("charge.dispute.closed", dispute);
  return dispute;
}

export const disputeRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/disputes",
    permission: "Disputes Read",
    input: z.strictObject({ ...page, charge: text.optional(), payment_intent: text.optional() }),
    run: (world, { input }) =>
      listPage("/v1/disputes", world.tables.disputes.values(), input, {
        charge: input.charge,
        payment_intent: input.payment_intent,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/disputes/:id",
    permission: "Disputes Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.disputes, id, "dispute"),
  }),
  route({
    method: "POST",
    path: "/v1/disputes/:id",
    permission: "Disputes Write",
    input: z.strictObject({
      evidence: z.strictObject({ uncategorized_text: z.string().max(20_000).optional() }).optional(),
      submit: flag.optional(),
      metadata: metadata.optional(),
      expand,
    }),
    run: (world, { ids: [id = ""], input }) => {
      const dispute = find(world.tables.disputes, id, "dispute");
      if (input.metadata) dispute.metadata = { ...dispute.metadata, ...input.metadata };
      if (input.evidence && input.submit !== false) {
        submitEvidence(world, dispute, input.evidence.uncategorized_text);
      }
      return dispute;
    },
  }),
  route({
    method: "POST",
    path: "/v1/disputes/:id/close",
    permission: "Disputes Write",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => {
      const dispute = find(world.tables.disputes, id, "dispute");
      if (dispute.status !== "needs_response") throw invalidRequest(null, "This dispute is already closed.");
      return loseDispute(world, dispute);
    },
  }),
];
