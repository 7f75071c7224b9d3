CREATE SCHEMA "app";
--> statement-breakpoint
CREATE SCHEMA "priv";
--> statement-breakpoint
CREATE TABLE "app"."api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"label" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "app"."api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."audit" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"act" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" uuid,
	"via" text NOT NULL,
	"power" text NOT NULL,
	"subject" text NOT NULL,
	"table_name" text NOT NULL,
	"op" text NOT NULL,
	"rows" integer NOT NULL,
	"ids" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."balances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"payable_micros" bigint NOT NULL,
	CONSTRAINT "balances_owner_id_unique" UNIQUE("owner_id"),
	CONSTRAINT "never_overdrawn" CHECK ("app"."balances"."payable_micros" >= 0)
);
--> statement-breakpoint
ALTER TABLE "app"."balances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."catalogue_version" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "one_row" CHECK ("app"."catalogue_version"."one" = 1)
);
--> statement-breakpoint
ALTER TABLE "app"."catalogue_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."chain" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry" uuid NOT NULL,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "chain_entry_unique" UNIQUE("entry")
);
--> statement-breakpoint
ALTER TABLE "priv"."chain" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."chain_head" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."chain_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."clips" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recording_id" uuid NOT NULL,
	"contributor_id" uuid NOT NULL,
	"party" text NOT NULL,
	"position" integer NOT NULL,
	"start_ms" integer NOT NULL,
	"end_ms" integer NOT NULL,
	"text" text,
	"sample_rate_hz" integer NOT NULL,
	"snr_db" real,
	"peaks" smallint[] NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"usable" boolean DEFAULT false NOT NULL,
	"shelf_key" text NOT NULL,
	CONSTRAINT "clips_recording_id_party_position_unique" UNIQUE("recording_id","party","position"),
	CONSTRAINT "in_order" CHECK ("app"."clips"."start_ms" >= 0 and "app"."clips"."end_ms" > "app"."clips"."start_ms")
);
--> statement-breakpoint
ALTER TABLE "app"."clips" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."consents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recording_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"answer" text NOT NULL,
	"notice_hash" text NOT NULL,
	"call_title" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "consents_recording_id_channel_unique" UNIQUE("recording_id","channel")
);
--> statement-breakpoint
ALTER TABLE "app"."consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."contacts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	CONSTRAINT "contacts_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "priv"."contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."context_key" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"inner" "bytea" NOT NULL,
	"outer" "bytea" NOT NULL,
	"lives_seconds" integer DEFAULT 30 NOT NULL,
	CONSTRAINT "one_row" CHECK ("priv"."context_key"."one" = 1)
);
--> statement-breakpoint
ALTER TABLE "priv"."context_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."credentials" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"key_id" uuid,
	"scopes" text[],
	"aal" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "keys_are_scoped" CHECK (("priv"."credentials"."kind" = 'key') = ("priv"."credentials"."scopes" is not null and "priv"."credentials"."key_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "priv"."credentials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."datasets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"licence" text NOT NULL,
	"price_per_hour_cents" integer NOT NULL,
	"current_version_id" uuid,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', slug), 'B') || setweight(to_tsvector('simple', summary), 'C')) STORED,
	CONSTRAINT "datasets_slug_unique" UNIQUE("slug"),
	CONSTRAINT "slugged" CHECK ("app"."datasets"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("app"."datasets"."slug") <= 60),
	CONSTRAINT "worded" CHECK (length("app"."datasets"."title") between 3 and 90 and length("app"."datasets"."summary") between 20 and 600),
	CONSTRAINT "priced" CHECK ("app"."datasets"."price_per_hour_cents" between 100 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "app"."datasets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."download_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"entitlement_id" uuid,
	"file_id" uuid,
	"clip_id" uuid,
	"credential_hash" "bytea" NOT NULL,
	"epoch" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "of_one_thing" CHECK (("priv"."download_grants"."kind" = 'file' and "priv"."download_grants"."file_id" is not null and "priv"."download_grants"."entitlement_id" is not null and "priv"."download_grants"."clip_id" is null) or ("priv"."download_grants"."kind" = 'clip' and "priv"."download_grants"."clip_id" is not null and "priv"."download_grants"."file_id" is null))
);
--> statement-breakpoint
ALTER TABLE "priv"."download_grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."earnings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contributor_id" uuid NOT NULL,
	"duration_seconds" integer NOT NULL,
	"rate_micros_per_second" bigint NOT NULL,
	"amount_micros" bigint NOT NULL,
	"journal_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "worked_out" CHECK ("app"."earnings"."amount_micros" <= "app"."earnings"."duration_seconds" * "app"."earnings"."rate_micros_per_second")
);
--> statement-breakpoint
ALTER TABLE "app"."earnings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."entitlements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "entitlements_order_id_unique" UNIQUE("order_id")
);
--> statement-breakpoint
ALTER TABLE "app"."entitlements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"journal_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"amount_micros" bigint NOT NULL,
	CONSTRAINT "moves" CHECK ("app"."entries"."amount_micros" <> 0)
);
--> statement-breakpoint
ALTER TABLE "app"."entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."invitations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recording_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "invitations_recording_id_unique" UNIQUE("recording_id")
);
--> statement-breakpoint
ALTER TABLE "priv"."invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."job_kinds" (
	"task" text PRIMARY KEY NOT NULL,
	"family" text NOT NULL,
	"about" text NOT NULL,
	"asked_under" text[] NOT NULL,
	"acts_under" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."job_kinds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."journals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"posted_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"content_hash" "bytea" NOT NULL,
	CONSTRAINT "journals_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "app"."journals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."ledger_accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid,
	CONSTRAINT "ledger_accounts_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "app"."ledger_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."login_tokens" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"intent" text NOT NULL,
	"locale" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."login_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."mail_outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"locale" text NOT NULL,
	"secret" text,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."mail_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."members" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."orders" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"price_cents" integer NOT NULL,
	"po_number" text,
	"checkout_session" text,
	"checkout_url" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "orders_checkout_session_unique" UNIQUE("checkout_session"),
	CONSTRAINT "po_short" CHECK ("app"."orders"."po_number" is null or length("app"."orders"."po_number") <= 60)
);
--> statement-breakpoint
ALTER TABLE "app"."orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."organisations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"vat_number" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "named" CHECK (length("app"."organisations"."name") between 2 and 120)
);
--> statement-breakpoint
ALTER TABLE "app"."organisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."payout_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"country" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "country_code" CHECK ("app"."payout_accounts"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
ALTER TABLE "app"."payout_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."payout_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."payout_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."payout_rails" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"stripe_account" text NOT NULL,
	CONSTRAINT "payout_rails_stripe_account_unique" UNIQUE("stripe_account")
);
--> statement-breakpoint
ALTER TABLE "priv"."payout_rails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."payout_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"started_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."payout_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."payouts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"run_id" uuid NOT NULL,
	"contributor_id" uuid NOT NULL,
	"amount_cents" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempt" integer DEFAULT 1 NOT NULL,
	"transfer_id" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "payouts_transfer_id_unique" UNIQUE("transfer_id"),
	CONSTRAINT "payouts_run_id_contributor_id_unique" UNIQUE("run_id","contributor_id")
);
--> statement-breakpoint
ALTER TABLE "app"."payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."powers" (
	"power" text NOT NULL,
	"role" text NOT NULL,
	"min_aal" integer NOT NULL,
	"stop" text,
	CONSTRAINT "powers_power_role_pk" PRIMARY KEY("power","role")
);
--> statement-breakpoint
ALTER TABLE "app"."powers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."rate_counters" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."rate_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."rates" (
	"kind" text NOT NULL,
	"value" bigint NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	CONSTRAINT "rates_kind_valid_from_pk" PRIMARY KEY("kind","valid_from")
);
--> statement-breakpoint
ALTER TABLE "app"."rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."recordings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contributor_id" uuid NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"own_channel" text NOT NULL,
	"other_party" text DEFAULT 'left_out' NOT NULL,
	"has_transcript" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'announced' NOT NULL,
	"reason" text,
	"note" text,
	"step" text,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"duration_seconds" integer,
	"sample_rate_hz" integer,
	"channels" jsonb,
	"redactions" jsonb,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"intake_key" text DEFAULT 'intake/' || gen_random_uuid() NOT NULL,
	"transcript_intake_key" text DEFAULT 'intake/' || gen_random_uuid() NOT NULL,
	"raw_key" text DEFAULT 'raw/' || gen_random_uuid() NOT NULL,
	"raw_transcript_key" text DEFAULT 'raw/' || gen_random_uuid() NOT NULL,
	CONSTRAINT "titled" CHECK (length("app"."recordings"."title") between 1 and 120),
	CONSTRAINT "noted" CHECK ("app"."recordings"."note" is null or length("app"."recordings"."note") <= 500)
);
--> statement-breakpoint
ALTER TABLE "app"."recordings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contributor_id" uuid NOT NULL,
	"report" jsonb NOT NULL,
	"turns" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."resume_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"scope" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"approved_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "two_people" CHECK ("app"."resume_requests"."approved_by" is null or "app"."resume_requests"."approved_by" <> "app"."resume_requests"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "app"."resume_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."royalties" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"contributor_id" uuid NOT NULL,
	"milliseconds" bigint NOT NULL,
	"amount_micros" bigint NOT NULL,
	"journal_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."royalties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."samples" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"speaker" text NOT NULL,
	"party" text NOT NULL,
	"duration_ms" integer NOT NULL,
	"text" text,
	"snr_db" real,
	"peaks" smallint[] NOT NULL,
	"redacted" boolean NOT NULL,
	"shelf_key" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "samples_version_id_position_unique" UNIQUE("version_id","position")
);
--> statement-breakpoint
ALTER TABLE "app"."samples" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."served_ranges" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"grant_id" uuid NOT NULL,
	"from_byte" bigint NOT NULL,
	"sent_bytes" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."served_ranges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."service_state" (
	"id" text PRIMARY KEY NOT NULL,
	"suspended" boolean DEFAULT false NOT NULL,
	"epoch" bigint DEFAULT 1 NOT NULL,
	"reason" text,
	"since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."service_state" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."speakers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"dataset_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"label" text NOT NULL,
	"salt" "bytea" DEFAULT uuid_send(gen_random_uuid()) NOT NULL,
	CONSTRAINT "speakers_dataset_id_user_id_unique" UNIQUE("dataset_id","user_id"),
	CONSTRAINT "speakers_dataset_id_label_unique" UNIQUE("dataset_id","label")
);
--> statement-breakpoint
ALTER TABLE "priv"."speakers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."stripe_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "stripe_events_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
ALTER TABLE "priv"."stripe_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."transitions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"table_name" text NOT NULL,
	"subject" uuid NOT NULL,
	"owner_id" uuid,
	"from_state" text,
	"to_state" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" uuid,
	"act" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."transitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"handle" text NOT NULL,
	"role" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "users_handle_unique" UNIQUE("handle")
);
--> statement-breakpoint
ALTER TABLE "app"."users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."vault_keys" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."vault_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."vaults" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."vaults" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."version_clips" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"clip_id" uuid NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "version_clips_version_id_clip_id_unique" UNIQUE("version_id","clip_id")
);
--> statement-breakpoint
ALTER TABLE "app"."version_clips" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."version_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"path" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"content_type" text NOT NULL,
	"shelf_key" text NOT NULL,
	CONSTRAINT "version_files_version_id_path_unique" UNIQUE("version_id","path"),
	CONSTRAINT "digested" CHECK ("app"."version_files"."sha256" ~ '^[0-9a-f]{64}$' and "app"."version_files"."bytes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "app"."version_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."version_shares" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"contributor_id" uuid NOT NULL,
	"milliseconds" bigint NOT NULL,
	CONSTRAINT "version_shares_version_id_contributor_id_unique" UNIQUE("version_id","contributor_id")
);
--> statement-breakpoint
ALTER TABLE "app"."version_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"dataset_id" uuid NOT NULL,
	"number" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"commit" text,
	"price_cents" integer,
	"speech_seconds" integer,
	"clip_count" integer,
	"speaker_count" integer,
	"median_snr_db" real,
	"total_bytes" bigint,
	"stats" jsonb,
	"card" text,
	"published_at" timestamp with time zone,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "versions_dataset_id_number_unique" UNIQUE("dataset_id","number"),
	CONSTRAINT "semantic" CHECK ("app"."versions"."number" ~ '^(0|[1-9][0-9]*).(0|[1-9][0-9]*).(0|[1-9][0-9]*)$'),
	CONSTRAINT "complete_when_published" CHECK ("app"."versions"."state" not in ('published', 'superseded') or ("app"."versions"."commit" ~ '^[0-9a-f]{40}$' and "app"."versions"."price_cents" > 0 and "app"."versions"."published_at" is not null and "app"."versions"."clip_count" > 0) is true)
);
--> statement-breakpoint
ALTER TABLE "app"."versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "app"."api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."balances" ADD CONSTRAINT "balances_id_ledger_accounts_id_fk" FOREIGN KEY ("id") REFERENCES "app"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."chain" ADD CONSTRAINT "chain_entry_audit_id_fk" FOREIGN KEY ("entry") REFERENCES "app"."audit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."clips" ADD CONSTRAINT "clips_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."consents" ADD CONSTRAINT "consents_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."consents" ADD CONSTRAINT "consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."contacts" ADD CONSTRAINT "contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD CONSTRAINT "credentials_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "app"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."earnings" ADD CONSTRAINT "earnings_id_recordings_id_fk" FOREIGN KEY ("id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."earnings" ADD CONSTRAINT "earnings_contributor_id_users_id_fk" FOREIGN KEY ("contributor_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."entitlements" ADD CONSTRAINT "entitlements_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "app"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."entitlements" ADD CONSTRAINT "entitlements_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."entitlements" ADD CONSTRAINT "entitlements_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "app"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."entries" ADD CONSTRAINT "entries_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "app"."journals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."entries" ADD CONSTRAINT "entries_account_id_ledger_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "app"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."invitations" ADD CONSTRAINT "invitations_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."members" ADD CONSTRAINT "members_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "app"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."orders" ADD CONSTRAINT "orders_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "app"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."orders" ADD CONSTRAINT "orders_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."orders" ADD CONSTRAINT "orders_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."payout_accounts" ADD CONSTRAINT "payout_accounts_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."payout_links" ADD CONSTRAINT "payout_links_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."payouts" ADD CONSTRAINT "payouts_run_id_payout_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."payout_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."payouts" ADD CONSTRAINT "payouts_contributor_id_users_id_fk" FOREIGN KEY ("contributor_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."powers" ADD CONSTRAINT "powers_stop_service_state_id_fk" FOREIGN KEY ("stop") REFERENCES "app"."service_state"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."recordings" ADD CONSTRAINT "recordings_contributor_id_users_id_fk" FOREIGN KEY ("contributor_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reports" ADD CONSTRAINT "reports_id_recordings_id_fk" FOREIGN KEY ("id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."resume_requests" ADD CONSTRAINT "resume_requests_scope_service_state_id_fk" FOREIGN KEY ("scope") REFERENCES "app"."service_state"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."royalties" ADD CONSTRAINT "royalties_contributor_id_users_id_fk" FOREIGN KEY ("contributor_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."samples" ADD CONSTRAINT "samples_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."vaults" ADD CONSTRAINT "vaults_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."version_clips" ADD CONSTRAINT "version_clips_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."version_clips" ADD CONSTRAINT "version_clips_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "app"."clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."version_files" ADD CONSTRAINT "version_files_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."version_shares" ADD CONSTRAINT "version_shares_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "app"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."versions" ADD CONSTRAINT "versions_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "app"."datasets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_user_id_created_at_index" ON "app"."consents" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "datasets_search_index" ON "app"."datasets" USING gin ("search");--> statement-breakpoint
CREATE INDEX "download_grants_created_at_index" ON "priv"."download_grants" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "earnings_contributor_id_created_at_index" ON "app"."earnings" USING btree ("contributor_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "entitlements_one" ON "app"."entitlements" USING btree ("organisation_id","version_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "entries_journal_id_index" ON "app"."entries" USING btree ("journal_id");--> statement-breakpoint
CREATE INDEX "entries_account_id_id_index" ON "app"."entries" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "invitations_email_index" ON "priv"."invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "journals_subject_index" ON "app"."journals" USING btree ("subject");--> statement-breakpoint
CREATE UNIQUE INDEX "members_one_organisation" ON "app"."members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_paid" ON "app"."orders" USING btree ("organisation_id","version_id") WHERE state = 'paid';--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_open" ON "app"."orders" USING btree ("organisation_id","version_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "payouts_contributor_id_created_at_index" ON "app"."payouts" USING btree ("contributor_id","created_at");--> statement-breakpoint
CREATE INDEX "recordings_contributor_id_created_at_index" ON "app"."recordings" USING btree ("contributor_id","created_at");--> statement-breakpoint
CREATE INDEX "recordings_state_created_at_index" ON "app"."recordings" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "royalties_contributor_id_created_at_index" ON "app"."royalties" USING btree ("contributor_id","created_at");--> statement-breakpoint
CREATE INDEX "served_ranges_grant_id_index" ON "priv"."served_ranges" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "stripe_events_received_at_index" ON "priv"."stripe_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "version_clips_clip_id_index" ON "app"."version_clips" USING btree ("clip_id");--> statement-breakpoint
CREATE INDEX "version_shares_contributor_id_index" ON "app"."version_shares" USING btree ("contributor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "versions_one_draft" ON "app"."versions" USING btree ("dataset_id") WHERE state in ('draft', 'building', 'failed');--> statement-breakpoint
CREATE POLICY "api_keys_read" ON "app"."api_keys" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."api_keys"."user_id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."api_keys" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_read" ON "app"."audit" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('privacy'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."audit" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "balances_read" ON "app"."balances" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."balances"."owner_id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "balances_job" ON "app"."balances" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."balances" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."catalogue_version" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "definer" ON "app"."catalogue_version" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."catalogue_version" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."chain" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."chain_head" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "priv"."chain_head" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "clips_read" ON "app"."clips" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."clips"."contributor_id" = (select api.person()) or (select api.role()) in ('reviewer') or ((select api.role()) in ('curator') and "app"."clips"."usable"));--> statement-breakpoint
CREATE POLICY "clips_make" ON "app"."clips" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('recordings.process') and "app"."clips"."recording_id" = (select api.subject()) and not "app"."clips"."usable");--> statement-breakpoint
CREATE POLICY "clips_read_job" ON "app"."clips" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and ("app"."clips"."recording_id" = (select api.subject()) or exists (select from app.version_clips vc where vc.version_id = (select api.subject()) and vc.clip_id = clips.id)));--> statement-breakpoint
CREATE POLICY "clips_remake" ON "app"."clips" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('recordings.process', 'recordings.erase') and "app"."clips"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."clips" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "consents_read" ON "app"."consents" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."consents"."user_id" = (select api.person()) or (select api.role()) in ('reviewer'));--> statement-breakpoint
CREATE POLICY "consents_give" ON "app"."consents" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('recordings.add') and "app"."consents"."user_id" = (select api.person()) and "app"."consents"."answer" = 'given' and length("app"."consents"."notice_hash") = 64
        and exists (select from app.recordings r where r.id = recording_id and r.contributor_id = (select api.person()) and r.own_channel = channel and r.state = 'announced'));--> statement-breakpoint
CREATE POLICY "consents_read_job" ON "app"."consents" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and ("app"."consents"."recording_id" = (select api.subject()) or exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = (select api.subject()) and c.recording_id = consents.recording_id)));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."consents" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."contacts" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."context_key" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "priv"."context_key" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."credentials" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "datasets_read" ON "app"."datasets" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (exists (select from app.versions v where v.dataset_id = datasets.id and v.state in ('published', 'superseded', 'withdrawn')) or (select api.role()) in ('curator'));--> statement-breakpoint
CREATE POLICY "datasets_create" ON "app"."datasets" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('datasets.create') and "app"."datasets"."current_version_id" is null);--> statement-breakpoint
CREATE POLICY "datasets_edit" ON "app"."datasets" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('datasets.edit'));--> statement-breakpoint
CREATE POLICY "datasets_read_job" ON "app"."datasets" AS PERMISSIVE FOR SELECT TO "consonant_media", "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."datasets" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."download_grants" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "earnings_read" ON "app"."earnings" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."earnings"."contributor_id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "earnings_accrue" ON "app"."earnings" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('earnings.accrue') and "app"."earnings"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "earnings_job" ON "app"."earnings" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."earnings" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entitlements_read" ON "app"."entitlements" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."entitlements"."organisation_id" = (select api.organisation()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "entitlements_job" ON "app"."entitlements" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "entitlements_grant" ON "app"."entitlements" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('orders.settle') and exists (select from app.orders o where o.id = order_id and o.state = 'paid' and o.organisation_id = entitlements.organisation_id and o.version_id = entitlements.version_id));--> statement-breakpoint
CREATE POLICY "entitlements_revoke" ON "app"."entitlements" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING ((select api.power()) in ('orders.settle')) WITH CHECK ("app"."entitlements"."revoked_at" is not null);--> statement-breakpoint
CREATE POLICY "definer" ON "app"."entitlements" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entries_read" ON "app"."entries" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (exists (select from app.ledger_accounts a where a.id = account_id));--> statement-breakpoint
CREATE POLICY "entries_job" ON "app"."entries" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."entries" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."invitations" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."job_kinds" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "definer" ON "app"."job_kinds" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."job_kinds" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "journals_read" ON "app"."journals" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('finance') or exists (select from app.entries e where e.journal_id = journals.id));--> statement-breakpoint
CREATE POLICY "journals_job" ON "app"."journals" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."journals" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_accounts_read" ON "app"."ledger_accounts" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."ledger_accounts"."owner_id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "ledger_accounts_job" ON "app"."ledger_accounts" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."ledger_accounts" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."ledger_accounts" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."login_tokens" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."mail_outbox" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mailer" ON "priv"."mail_outbox" AS PERMISSIVE FOR ALL TO "consonant_mailer" USING (true);--> statement-breakpoint
CREATE POLICY "members_read" ON "app"."members" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."members"."organisation_id" = (select api.organisation()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."members" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "orders_read" ON "app"."orders" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."orders"."organisation_id" = (select api.organisation()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "orders_checkout" ON "app"."orders" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('orders.checkout') and "app"."orders"."buyer_id" = (select api.person()) and "app"."orders"."organisation_id" = (select api.organisation()) and "app"."orders"."state" = 'open' and "app"."orders"."checkout_session" is null
        and "app"."orders"."price_cents" = (select v.price_cents from app.versions v where v.id = version_id and v.state = 'published'));--> statement-breakpoint
CREATE POLICY "orders_attach_session" ON "app"."orders" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('orders.attach-session') and "app"."orders"."buyer_id" = (select api.person()) and "app"."orders"."state" = 'open') WITH CHECK ("app"."orders"."state" = 'open' and "app"."orders"."checkout_session" is not null);--> statement-breakpoint
CREATE POLICY "orders_job" ON "app"."orders" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "orders_settle" ON "app"."orders" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING ((select api.power()) in ('orders.settle') and "app"."orders"."state" in ('open', 'expired', 'paid')) WITH CHECK ("app"."orders"."state" in ('paid', 'expired', 'refunded'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."orders" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organisations_read" ON "app"."organisations" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."organisations"."id" = (select api.organisation()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."organisations" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payout_accounts_read" ON "app"."payout_accounts" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."payout_accounts"."id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "payout_accounts_ask" ON "app"."payout_accounts" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('payouts.onboard') and "app"."payout_accounts"."id" = (select api.person()) and "app"."payout_accounts"."state" = 'asked');--> statement-breakpoint
CREATE POLICY "payout_accounts_ask_again" ON "app"."payout_accounts" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('payouts.onboard') and "app"."payout_accounts"."id" = (select api.person()) and "app"."payout_accounts"."state" in ('asked', 'onboarding', 'restricted')) WITH CHECK ("app"."payout_accounts"."state" = 'asked');--> statement-breakpoint
CREATE POLICY "payout_accounts_job" ON "app"."payout_accounts" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "payout_accounts_open" ON "app"."payout_accounts" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING (((select api.power()) in ('payouts.open-account') and "app"."payout_accounts"."id" = (select api.subject())) or (select api.power()) in ('payouts.refresh-account'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."payout_accounts" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payout_links_read" ON "app"."payout_links" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."payout_links"."id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "payout_links_job" ON "app"."payout_links" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "payout_links_open" ON "app"."payout_links" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('payouts.open-account') and "app"."payout_links"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "payout_links_close" ON "app"."payout_links" AS PERMISSIVE FOR DELETE TO "consonant_money" USING (((select api.power()) in ('payouts.open-account') and "app"."payout_links"."id" = (select api.subject())) or (select api.power()) in ('payouts.refresh-account'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."payout_links" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."payout_rails" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payout_rails_job" ON "priv"."payout_rails" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "payout_rails_open" ON "priv"."payout_rails" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('payouts.open-account') and "priv"."payout_rails"."user_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "payout_runs_read" ON "app"."payout_runs" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "payout_runs_start" ON "app"."payout_runs" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('payouts.run') and "app"."payout_runs"."started_by" = (select api.person()) and "app"."payout_runs"."state" = 'asked');--> statement-breakpoint
CREATE POLICY "payout_runs_job" ON "app"."payout_runs" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "payout_runs_reserve" ON "app"."payout_runs" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING ((select api.power()) in ('payouts.reserve') and "app"."payout_runs"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."payout_runs" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payouts_read" ON "app"."payouts" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."payouts"."contributor_id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "payouts_job" ON "app"."payouts" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "payouts_reserve" ON "app"."payouts" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('payouts.reserve') and "app"."payouts"."run_id" = (select api.subject()) and "app"."payouts"."state" in ('reserved', 'held'));--> statement-breakpoint
CREATE POLICY "payouts_send" ON "app"."payouts" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING (((select api.power()) in ('payouts.send') and "app"."payouts"."id" = (select api.subject())) or (select api.power()) in ('payouts.settle'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."payouts" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."powers" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "definer" ON "app"."powers" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."powers" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."rate_counters" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."rates" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "rates_job" ON "app"."rates" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."rates" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."rates" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "recordings_read" ON "app"."recordings" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."recordings"."contributor_id" = (select api.person()) or ((select api.role()) in ('reviewer') and "app"."recordings"."state" in ('in_review', 'accepted', 'refused')));--> statement-breakpoint
CREATE POLICY "recordings_add" ON "app"."recordings" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('recordings.add') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'announced' and "app"."recordings"."other_party" = 'left_out'
        and "app"."recordings"."duration_seconds" is null and "app"."recordings"."channels" is null and "app"."recordings"."redactions" is null and "app"."recordings"."reason" is null and "app"."recordings"."progress_percent" = 0);--> statement-breakpoint
CREATE POLICY "recordings_arrive" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('recordings.add') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'announced') WITH CHECK ("app"."recordings"."state" = case when "app"."recordings"."other_party" = 'asked' then 'waiting' else 'received' end);--> statement-breakpoint
CREATE POLICY "recordings_keep_own" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('recordings.keep-own-side') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'waiting') WITH CHECK ("app"."recordings"."state" = 'received' and "app"."recordings"."other_party" = 'left_out');--> statement-breakpoint
CREATE POLICY "recordings_withdraw" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('recordings.withdraw') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" <> 'withdrawn') WITH CHECK ("app"."recordings"."state" = 'withdrawn');--> statement-breakpoint
CREATE POLICY "recordings_accept" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('recordings.accept') and "app"."recordings"."state" = 'in_review' and "app"."recordings"."contributor_id" <> (select api.person())) WITH CHECK ("app"."recordings"."state" = 'accepted');--> statement-breakpoint
CREATE POLICY "recordings_refuse" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('recordings.refuse') and "app"."recordings"."state" = 'in_review' and "app"."recordings"."contributor_id" <> (select api.person())) WITH CHECK ("app"."recordings"."state" = 'refused' and "app"."recordings"."reason" is not null);--> statement-breakpoint
CREATE POLICY "recordings_read_job" ON "app"."recordings" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and ("app"."recordings"."id" = (select api.subject()) or exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = (select api.subject()) and c.recording_id = recordings.id)));--> statement-breakpoint
CREATE POLICY "recordings_process" ON "app"."recordings" AS PERMISSIVE FOR UPDATE TO "consonant_media" USING ((select api.power()) in ('recordings.process') and "app"."recordings"."id" = (select api.subject()) and "app"."recordings"."state" in ('received', 'processing')) WITH CHECK ("app"."recordings"."state" in ('processing', 'in_review', 'refused', 'failed'));--> statement-breakpoint
CREATE POLICY "recordings_read_money" ON "app"."recordings" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system' and "app"."recordings"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."recordings" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reports_read" ON "app"."reports" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."reports"."contributor_id" = (select api.person()) or (select api.role()) in ('reviewer'));--> statement-breakpoint
CREATE POLICY "reports_make" ON "app"."reports" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('recordings.process') and "app"."reports"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "reports_remake" ON "app"."reports" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('recordings.process', 'recordings.erase') and "app"."reports"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "reports_read_job" ON "app"."reports" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "app"."reports"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."reports" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "desk_reads" ON "app"."resume_requests" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('reviewer', 'curator', 'finance', 'privacy'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."resume_requests" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "royalties_read" ON "app"."royalties" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."royalties"."contributor_id" = (select api.person()) or (select api.role()) in ('finance'));--> statement-breakpoint
CREATE POLICY "royalties_share" ON "app"."royalties" AS PERMISSIVE FOR INSERT TO "consonant_money" WITH CHECK ((select api.power()) in ('orders.settle'));--> statement-breakpoint
CREATE POLICY "royalties_job" ON "app"."royalties" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."royalties" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "samples_read" ON "app"."samples" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (exists (select from app.versions v where v.id = version_id and v.state <> 'withdrawn'));--> statement-breakpoint
CREATE POLICY "samples_build" ON "app"."samples" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('versions.build') and "app"."samples"."version_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "samples_rebuild" ON "app"."samples" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('versions.build') and "app"."samples"."version_id" = (select api.subject()) and exists (select from app.versions v where v.id = version_id and v.state = 'building'));--> statement-breakpoint
CREATE POLICY "samples_read_job" ON "app"."samples" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "app"."samples"."version_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."samples" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."served_ranges" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."service_state" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "definer" ON "app"."service_state" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "app"."service_state" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."speakers" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."stripe_events" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_events_job" ON "priv"."stripe_events" AS PERMISSIVE FOR SELECT TO "consonant_money" USING ((select api.role()) = 'system' and "priv"."stripe_events"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "stripe_events_settle" ON "priv"."stripe_events" AS PERMISSIVE FOR UPDATE TO "consonant_money" USING ((select api.power()) in ('orders.settle', 'payouts.settle', 'payouts.refresh-account') and "priv"."stripe_events"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "transitions_read" ON "app"."transitions" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."transitions"."owner_id" = (select api.person()) or (select api.role()) in ('reviewer', 'curator', 'finance', 'privacy'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."transitions" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_read" ON "app"."users" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."users"."id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "users_rename" ON "app"."users" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ("app"."users"."id" = (select api.person()) and (select api.power()) in ('account.rename'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."users" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."vault_keys" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "vault_keys_open" ON "priv"."vault_keys" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('vaults.open') and "priv"."vault_keys"."user_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "vault_keys_read" ON "priv"."vault_keys" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and ("priv"."vault_keys"."user_id" = (select api.subject()) or "priv"."vault_keys"."user_id" = (select r.contributor_id from app.recordings r where r.id = (select api.subject()))));--> statement-breakpoint
CREATE POLICY "vaults_read" ON "app"."vaults" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."vaults"."id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "vaults_open" ON "app"."vaults" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('vaults.open') and "app"."vaults"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "vaults_read_job" ON "app"."vaults" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "app"."vaults"."id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."vaults" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "version_clips_read" ON "app"."version_clips" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('curator'));--> statement-breakpoint
CREATE POLICY "version_clips_add" ON "app"."version_clips" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('versions.compose') and "app"."version_clips"."removed_at" is null and exists (select from app.clips c where c.id = clip_id and c.usable));--> statement-breakpoint
CREATE POLICY "version_clips_remove" ON "app"."version_clips" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('versions.compose'));--> statement-breakpoint
CREATE POLICY "version_clips_read_job" ON "app"."version_clips" AS PERMISSIVE FOR SELECT TO "consonant_media", "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."version_clips" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "version_files_read" ON "app"."version_files" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (exists (select from app.versions v where v.id = version_id));--> statement-breakpoint
CREATE POLICY "version_files_build" ON "app"."version_files" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('versions.build') and "app"."version_files"."version_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "version_files_rebuild" ON "app"."version_files" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('versions.build') and "app"."version_files"."version_id" = (select api.subject()) and exists (select from app.versions v where v.id = version_id and v.state = 'building'));--> statement-breakpoint
CREATE POLICY "version_files_read_job" ON "app"."version_files" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "app"."version_files"."version_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."version_files" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "version_shares_read" ON "app"."version_shares" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."version_shares"."contributor_id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "version_shares_build" ON "app"."version_shares" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('versions.build') and "app"."version_shares"."version_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "version_shares_rebuild" ON "app"."version_shares" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('versions.build') and "app"."version_shares"."version_id" = (select api.subject()) and exists (select from app.versions v where v.id = version_id and v.state = 'building'));--> statement-breakpoint
CREATE POLICY "version_shares_read_job" ON "app"."version_shares" AS PERMISSIVE FOR SELECT TO "consonant_media", "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "definer" ON "app"."version_shares" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "versions_read" ON "app"."versions" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."versions"."state" in ('published', 'superseded', 'withdrawn') or (select api.role()) in ('curator'));--> statement-breakpoint
CREATE POLICY "versions_draft" ON "app"."versions" AS PERMISSIVE FOR INSERT TO "consonant_web" WITH CHECK ((select api.power()) in ('datasets.create', 'versions.compose') and "app"."versions"."state" = 'draft' and "app"."versions"."commit" is null and "app"."versions"."price_cents" is null and "app"."versions"."published_at" is null);--> statement-breakpoint
CREATE POLICY "versions_publish" ON "app"."versions" AS PERMISSIVE FOR UPDATE TO "consonant_web" USING ((select api.power()) in ('versions.publish') and "app"."versions"."state" in ('draft', 'failed')) WITH CHECK ("app"."versions"."state" = 'building');--> statement-breakpoint
CREATE POLICY "versions_read_job" ON "app"."versions" AS PERMISSIVE FOR SELECT TO "consonant_media", "consonant_money" USING ((select api.role()) = 'system');--> statement-breakpoint
CREATE POLICY "versions_build" ON "app"."versions" AS PERMISSIVE FOR UPDATE TO "consonant_media" USING ((select api.power()) in ('versions.build') and "app"."versions"."id" = (select api.subject()) and "app"."versions"."state" = 'building') WITH CHECK ("app"."versions"."state" in ('building', 'published', 'failed'));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."versions" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);