CREATE TABLE "priv"."fingerprint_codes" (
	"code" integer NOT NULL,
	"fingerprint_id" bigint NOT NULL,
	"frame" integer NOT NULL,
	CONSTRAINT "fingerprint_codes_code_fingerprint_id_frame_pk" PRIMARY KEY("code","fingerprint_id","frame")
);
--> statement-breakpoint
ALTER TABLE "priv"."fingerprint_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."fingerprints" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "priv"."fingerprints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recording_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"version" text NOT NULL,
	"print" "bytea" NOT NULL,
	CONSTRAINT "fingerprints_recording_id_channel_unique" UNIQUE("recording_id","channel")
);
--> statement-breakpoint
ALTER TABLE "priv"."fingerprints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app"."repeats" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recording_id" uuid NOT NULL,
	"earlier_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"score" real NOT NULL,
	"bit_errors" real NOT NULL,
	"channels" text[] NOT NULL,
	"matches" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "repeats_recording_id_earlier_id_unique" UNIQUE("recording_id","earlier_id"),
	CONSTRAINT "of_another" CHECK ("app"."repeats"."recording_id" <> "app"."repeats"."earlier_id")
);
--> statement-breakpoint
ALTER TABLE "app"."repeats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "priv"."strikes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recording_id" uuid NOT NULL,
	"party" text NOT NULL,
	"start_ms" integer NOT NULL,
	"end_ms" integer NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "of_a_party" CHECK ("priv"."strikes"."party" in ('a', 'b')),
	CONSTRAINT "a_passage" CHECK ("priv"."strikes"."start_ms" >= 0 and "priv"."strikes"."end_ms" > "priv"."strikes"."start_ms" and "priv"."strikes"."end_ms" - "priv"."strikes"."start_ms" <= 60000),
	CONSTRAINT "a_kind" CHECK ("priv"."strikes"."kind" ~ '^[A-Z]{2,10}$')
);
--> statement-breakpoint
ALTER TABLE "priv"."strikes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "app"."recordings" ADD COLUMN "detail" jsonb;--> statement-breakpoint
ALTER TABLE "app"."recordings" ADD COLUMN "duplicate_of" uuid;--> statement-breakpoint
ALTER TABLE "priv"."fingerprints" ADD CONSTRAINT "fingerprints_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."repeats" ADD CONSTRAINT "repeats_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."repeats" ADD CONSTRAINT "repeats_earlier_id_recordings_id_fk" FOREIGN KEY ("earlier_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priv"."strikes" ADD CONSTRAINT "strikes_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "app"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fingerprint_codes_fingerprint_id_index" ON "priv"."fingerprint_codes" USING btree ("fingerprint_id");--> statement-breakpoint
CREATE INDEX "repeats_earlier_id_index" ON "app"."repeats" USING btree ("earlier_id");--> statement-breakpoint
CREATE INDEX "strikes_recording_id_index" ON "priv"."strikes" USING btree ("recording_id");--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."fingerprint_codes" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."fingerprints" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "repeats_read" ON "app"."repeats" AS PERMISSIVE FOR SELECT TO "consonant_look", "consonant_web" USING ((select api.role()) in ('reviewer') and exists (select from app.recordings r where r.id = "app"."repeats"."recording_id") and exists (select from app.recordings r where r.id = "app"."repeats"."earlier_id"));--> statement-breakpoint
CREATE POLICY "repeats_make" ON "app"."repeats" AS PERMISSIVE FOR INSERT TO "consonant_media" WITH CHECK ((select api.power()) in ('recordings.process') and "app"."repeats"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "repeats_remake" ON "app"."repeats" AS PERMISSIVE FOR DELETE TO "consonant_media" USING ((select api.power()) in ('recordings.process') and "app"."repeats"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "repeats_read_job" ON "app"."repeats" AS PERMISSIVE FOR SELECT TO "consonant_media", "consonant_money" USING ((select api.role()) = 'system' and "app"."repeats"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "app"."repeats" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "strikes_read_job" ON "priv"."strikes" AS PERMISSIVE FOR SELECT TO "consonant_media" USING ((select api.role()) = 'system' and "priv"."strikes"."recording_id" = (select api.subject()));--> statement-breakpoint
CREATE POLICY "definer" ON "priv"."strikes" AS PERMISSIVE FOR ALL TO "consonant_definer" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "recordings_add" ON "app"."recordings" TO consonant_web WITH CHECK ((select api.power()) in ('recordings.add') and "app"."recordings"."contributor_id" = (select api.person()) and "app"."recordings"."state" = 'announced' and "app"."recordings"."other_party" = 'left_out'
        and "app"."recordings"."duration_seconds" is null and "app"."recordings"."channels" is null and "app"."recordings"."redactions" is null and "app"."recordings"."reason" is null and "app"."recordings"."detail" is null and "app"."recordings"."duplicate_of" is null and "app"."recordings"."progress_percent" = 0);