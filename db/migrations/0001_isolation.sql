CREATE TABLE "priv"."ceremonies" (
	"challenge_hash" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"credential_hash" "bytea",
	"browser_hash" "bytea",
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bound" CHECK (("priv"."ceremonies"."kind" = 'sign-in') = ("priv"."ceremonies"."credential_hash" is null) and ("priv"."ceremonies"."kind" = 'sign-in') = ("priv"."ceremonies"."browser_hash" is not null))
);
--> statement-breakpoint
ALTER TABLE "priv"."ceremonies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."checkpoints" (
	"note" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."enrolment_codes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."enrolment_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."passkey_keys" (
	"passkey_id" uuid PRIMARY KEY NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "passkey_keys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
ALTER TABLE "priv"."passkey_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."passkeys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "labelled" CHECK (length("app"."passkeys"."label") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "app"."passkeys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."phone_claims" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"mac" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."phone_claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."phone_numbers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"mac" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "phone_numbers_mac_unique" UNIQUE("mac")
);
--> statement-breakpoint
ALTER TABLE "priv"."phone_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."phones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."phones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."rate_limits" (
	"kind" text PRIMARY KEY NOT NULL,
	"per" text NOT NULL,
	"most" integer NOT NULL,
	"window_seconds" integer NOT NULL,
	CONSTRAINT "bounded" CHECK ("priv"."rate_limits"."most" > 0 and "priv"."rate_limits"."window_seconds" between 1 and 86400)
);
--> statement-breakpoint
ALTER TABLE "priv"."rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."raw_objects" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"intake_key" text DEFAULT 'intake/' || gen_random_uuid() NOT NULL,
	"transcript_intake_key" text DEFAULT 'intake/' || gen_random_uuid() NOT NULL,
	"raw_key" text DEFAULT 'raw/' || gen_random_uuid() NOT NULL,
	"raw_transcript_key" text DEFAULT 'raw/' || gen_random_uuid() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."raw_objects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"browser" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "short" CHECK (length("app"."sessions"."browser") <= 80)
);
--> statement-breakpoint
ALTER TABLE "app"."sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."text_outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"sealed" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"code" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "priv"."text_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "priv"."invitations" ALTER COLUMN "email" DROP NOT NULL;--> statement-breakpoint
-- By hand, for a database that has lived: nobody's session outlives its rules, and no login secret its browser. Forced
-- again by db/sql/grants/1-tables.sql.
ALTER TABLE "priv"."login_tokens" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DELETE FROM "priv"."login_tokens";--> statement-breakpoint
ALTER TABLE "priv"."credentials" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "priv"."credentials" SET "revoked_at" = clock_timestamp() WHERE "kind" = 'session' AND "revoked_at" IS NULL;--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD COLUMN "raised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD COLUMN "seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "priv"."invitations" ADD COLUMN "phone_mac" "bytea";--> statement-breakpoint
ALTER TABLE "priv"."login_tokens" ADD COLUMN "browser_hash" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "priv"."login_tokens" ADD COLUMN "code_hash" "bytea";--> statement-breakpoint
ALTER TABLE "priv"."login_tokens" ADD COLUMN "wrong_codes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "priv"."login_tokens" ADD COLUMN "raised" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "priv"."mail_outbox" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "app"."powers" ADD COLUMN "fresh_seconds" integer;--> statement-breakpoint
ALTER TABLE "priv"."enrolment_codes" ADD CONSTRAINT "enrolment_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."passkey_keys" ADD CONSTRAINT "passkey_keys_passkey_id_passkeys_id_fk" FOREIGN KEY ("passkey_id") REFERENCES "app"."passkeys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."phone_claims" ADD CONSTRAINT "phone_claims_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."phone_numbers" ADD CONSTRAINT "phone_numbers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."phones" ADD CONSTRAINT "phones_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."raw_objects" ADD CONSTRAINT "raw_objects_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ceremonies_expires_at_index" ON "priv"."ceremonies" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "checkpoints_size_index" ON "app"."checkpoints" USING btree ("size");--> statement-breakpoint
CREATE INDEX "passkeys_user_id_index" ON "app"."passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_created_at_index" ON "app"."sessions" USING btree ("user_id","created_at");--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD CONSTRAINT "credentials_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credentials_user_id_index" ON "priv"."credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "credentials_session_id_index" ON "priv"."credentials" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "credentials_key_id_index" ON "priv"."credentials" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "invitations_phone_mac_index" ON "priv"."invitations" USING btree ("phone_mac");--> statement-breakpoint
CREATE INDEX "login_tokens_browser_hash_index" ON "priv"."login_tokens" USING btree ("browser_hash");--> statement-breakpoint
CREATE INDEX "login_tokens_email_index" ON "priv"."login_tokens" USING btree ("email");--> statement-breakpoint
CREATE INDEX "rate_counters_since_index" ON "priv"."rate_counters" USING btree ("since");--> statement-breakpoint
ALTER TABLE "priv"."credentials" DROP COLUMN "aal";--> statement-breakpoint
-- By hand: the keys move to where web has no right at all.
ALTER TABLE "app"."recordings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "priv"."raw_objects" ("recording_id", "intake_key", "transcript_intake_key", "raw_key", "raw_transcript_key") SELECT "id", "intake_key", "transcript_intake_key", "raw_key", "raw_transcript_key" FROM "app"."recordings";--> statement-breakpoint
ALTER TABLE "app"."recordings" DROP COLUMN "intake_key";--> statement-breakpoint
ALTER TABLE "app"."recordings" DROP COLUMN "transcript_intake_key";--> statement-breakpoint
ALTER TABLE "app"."recordings" DROP COLUMN "raw_key";--> statement-breakpoint
ALTER TABLE "app"."recordings" DROP COLUMN "raw_transcript_key";--> statement-breakpoint
ALTER TABLE "priv"."credentials" ADD CONSTRAINT "keys_are_never_raised" CHECK ("priv"."credentials"."kind" = 'session' or "priv"."credentials"."raised_at" is null);--> statement-breakpoint
ALTER TABLE "priv"."invitations" ADD CONSTRAINT "one_way" CHECK (("priv"."invitations"."email" is null) <> ("priv"."invitations"."phone_mac" is null));--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."ceremonies" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "everyone_reads" ON "app"."checkpoints" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING (true);--> statement-breakpoint
CREATE POLICY "notary_reads" ON "app"."checkpoints" AS PERMISSIVE FOR SELECT TO "consonant_notary" USING (true);--> statement-breakpoint
CREATE POLICY "notary_adds" ON "app"."checkpoints" AS PERMISSIVE FOR INSERT TO "consonant_notary" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."enrolment_codes" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."passkey_keys" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "passkeys_read" ON "app"."passkeys" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."passkeys"."user_id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."passkeys" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."phone_claims" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."phone_numbers" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "phones_read" ON "app"."phones" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."phones"."id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."phones" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."rate_limits" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seed" ON "priv"."rate_limits" AS PERMISSIVE FOR ALL TO "consonant_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "raw_objects_read_job" ON "priv"."raw_objects" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "priv"."raw_objects"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."raw_objects" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_read" ON "app"."sessions" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ("app"."sessions"."user_id" = (select api.person()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."sessions" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."text_outbox" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mailer" ON "priv"."text_outbox" AS PERMISSIVE FOR ALL TO "consonant_mailer" USING (true);--> statement-breakpoint
ALTER POLICY "entitlements_revoke" ON "app"."entitlements" TO consonant_money USING ((select api.power()) in ('orders.settle')) WITH CHECK ((select api.power()) in ('orders.settle') and "app"."entitlements"."revoked_at" is not null);--> statement-breakpoint
ALTER POLICY "orders_attach_session" ON "app"."orders" TO consonant_web USING ((select api.power()) in ('orders.attach-session') and "app"."orders"."buyer_id" = (select api.person()) and "app"."orders"."state" = 'open') WITH CHECK ((select api.power()) in ('orders.attach-session') and "app"."orders"."state" = 'open' and "app"."orders"."checkout_session" is not null);--> statement-breakpoint
ALTER POLICY "orders_settle" ON "app"."orders" TO consonant_money USING ((select api.power()) in ('orders.settle') and "app"."orders"."state" in ('open', 'expired', 'paid')) WITH CHECK ((select api.power()) in ('orders.settle') and "app"."orders"."state" in ('paid', 'expired', 'refunded'));--> statement-breakpoint
ALTER POLICY "payout_accounts_ask_again" ON "app"."payout_accounts" TO consonant_web USING ((select api.power()) in ('payouts.onboard') and "app"."payout_accounts"."id" = (select api.person()) and "app"."payout_accounts"."state" in ('asked', 'onboarding', 'restricted')) WITH CHECK ((select api.power()) in ('payouts.onboard') and "app"."payout_accounts"."state" = 'asked');--> statement-breakpoint
ALTER POLICY "recordings_arrive" ON "app"."recordings" TO consonant_web USING ((select api.power()) in ('recordings.add') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'announced') WITH CHECK ((select api.power()) in ('recordings.add') and "app"."recordings"."state" = case when "app"."recordings"."other_party" = 'asked' then 'waiting' else 'received' end);--> statement-breakpoint
ALTER POLICY "recordings_keep_own" ON "app"."recordings" TO consonant_web USING ((select api.power()) in ('recordings.keep-own-side') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'waiting') WITH CHECK ((select api.power()) in ('recordings.keep-own-side') and "app"."recordings"."state" = 'received' and "app"."recordings"."other_party" = 'left_out');--> statement-breakpoint
ALTER POLICY "recordings_withdraw" ON "app"."recordings" TO consonant_web USING ((select api.power()) in ('recordings.withdraw') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" <> 'withdrawn') WITH CHECK ((select api.power()) in ('recordings.withdraw') and "app"."recordings"."state" = 'withdrawn');--> statement-breakpoint
ALTER POLICY "recordings_accept" ON "app"."recordings" TO consonant_web USING ((select api.power()) in ('recordings.accept') and "app"."recordings"."state" = 'in_review' and "app"."recordings"."contributor_id" <> (select api.person())) WITH CHECK ((select api.power()) in ('recordings.accept') and "app"."recordings"."state" = 'accepted');--> statement-breakpoint
ALTER POLICY "recordings_refuse" ON "app"."recordings" TO consonant_web USING ((select api.power()) in ('recordings.refuse') and "app"."recordings"."state" = 'in_review' and "app"."recordings"."contributor_id" <> (select api.person())) WITH CHECK ((select api.power()) in ('recordings.refuse') and "app"."recordings"."state" = 'refused' and "app"."recordings"."reason" is not null);--> statement-breakpoint
ALTER POLICY "recordings_process" ON "app"."recordings" TO consonant_media USING ((select api.power()) in ('recordings.process') and "app"."recordings"."id" = (select api.subject()) and "app"."recordings"."state" in ('received', 'processing')) WITH CHECK ((select api.power()) in ('recordings.process') and "app"."recordings"."state" in ('processing', 'in_review', 'refused', 'failed'));--> statement-breakpoint
ALTER POLICY "versions_publish" ON "app"."versions" TO consonant_web USING ((select api.power()) in ('versions.publish') and "app"."versions"."state" in ('draft', 'failed')) WITH CHECK ((select api.power()) in ('versions.publish') and "app"."versions"."state" = 'building');--> statement-breakpoint
ALTER POLICY "versions_build" ON "app"."versions" TO consonant_media USING ((select api.power()) in ('versions.build') and "app"."versions"."id" = (select api.subject()) and "app"."versions"."state" = 'building') WITH CHECK ((select api.power()) in ('versions.build') and "app"."versions"."state" in ('building', 'published', 'failed'));