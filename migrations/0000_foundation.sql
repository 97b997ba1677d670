CREATE TABLE "attempts" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"role" text NOT NULL,
	"try_number" integer NOT NULL,
	"model" text NOT NULL,
	"status" text NOT NULL,
	"cause" text,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "attempts_workflow_id_pk" PRIMARY KEY("workflow","id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"answered_by" text,
	"answer" text,
	"settled_at" bigint,
	CONSTRAINT "decisions_workflow_id_pk" PRIMARY KEY("workflow","id")
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"phase" text NOT NULL,
	"body" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "handoffs_workflow_phase_pk" PRIMARY KEY("workflow","phase")
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"attempt" text NOT NULL,
	"usd" double precision NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "reservations_workflow_attempt_pk" PRIMARY KEY("workflow","attempt")
);
--> statement-breakpoint
CREATE TABLE "usage" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"attempt" text NOT NULL,
	"subject" text NOT NULL,
	"role" text NOT NULL,
	"model" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"cache_write_tokens" integer NOT NULL,
	"cache_read_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_usd" double precision NOT NULL,
	"charged_usd" double precision NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "usage_workflow_attempt_pk" PRIMARY KEY("workflow","attempt")
);
--> statement-breakpoint
CREATE TABLE "workstreams" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"agent" text NOT NULL,
	"persona" text,
	"phase" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_usd" double precision NOT NULL,
	"artifact" text,
	"started_at" bigint,
	"settled_at" bigint,
	CONSTRAINT "workstreams_workflow_id_pk" PRIMARY KEY("workflow","id")
);
--> statement-breakpoint
CREATE TABLE "artifacts" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"workflow" text,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"stored_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	CONSTRAINT "artifacts_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"seq" integer NOT NULL,
	"v" smallint NOT NULL,
	"at" bigint NOT NULL,
	"input" text,
	"body" jsonb NOT NULL,
	CONSTRAINT "events_workflow_seq_pk" PRIMARY KEY("workflow","seq")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "inbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"body" jsonb,
	"received_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	"applied_version" integer,
	"outcome" jsonb
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"last_number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"number" integer NOT NULL,
	"version" integer NOT NULL,
	"epoch" integer NOT NULL,
	"status" text NOT NULL,
	"at_rest" boolean NOT NULL,
	"surface" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"requester" text NOT NULL,
	"task" text NOT NULL,
	"pattern" text,
	"cost_usd" double precision NOT NULL,
	"charged_usd" double precision NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "messages_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"surface" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"workflow" text,
	"key" text,
	"ref" text,
	"hash" text,
	"card" jsonb,
	"author" text,
	"text" text,
	"at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	"edited_at" bigint,
	CONSTRAINT "messages_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"chosen" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	CONSTRAINT "settings_tenant_channel_pk" PRIMARY KEY("tenant","channel")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"surface" text NOT NULL,
	"opening" text NOT NULL,
	"author" text,
	"at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	CONSTRAINT "threads_tenant_channel_thread_pk" PRIMARY KEY("tenant","channel","thread")
);
--> statement-breakpoint
CREATE INDEX "inbox_pending" ON "inbox" USING btree ("workflow","position") WHERE applied_version is null;--> statement-breakpoint
CREATE UNIQUE INDEX "workflows_number" ON "workflows" USING btree ("tenant","number");--> statement-breakpoint
CREATE INDEX "workflows_thread" ON "workflows" USING btree ("tenant","thread");--> statement-breakpoint
CREATE INDEX "workflows_runnable" ON "workflows" USING btree ("id") WHERE not at_rest;--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("tenant","thread","position");--> statement-breakpoint
CREATE INDEX "messages_workflow" ON "messages" USING btree ("workflow");--> statement-breakpoint
CREATE INDEX "threads_newest" ON "threads" USING btree ("tenant","channel","at");