CREATE TABLE "deliveries" (
	"surface" text NOT NULL,
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	"taken_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	"leased_until" bigint NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"done_at" bigint,
	CONSTRAINT "deliveries_surface_tenant_id_pk" PRIMARY KEY("surface","tenant","id")
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"surface" text NOT NULL,
	"tenant" text NOT NULL,
	"secret" text NOT NULL,
	"about" jsonb NOT NULL,
	"installed_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	"removed_at" bigint,
	CONSTRAINT "installations_surface_tenant_pk" PRIMARY KEY("surface","tenant")
);
--> statement-breakpoint
CREATE TABLE "sent_messages" (
	"surface" text NOT NULL,
	"tenant" text NOT NULL,
	"key" text NOT NULL,
	"part" integer NOT NULL,
	"workflow" text,
	"channel" text NOT NULL,
	"thread" text,
	"ref" text,
	"details" jsonb NOT NULL,
	"intended_at" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL,
	CONSTRAINT "sent_messages_surface_tenant_key_part_pk" PRIMARY KEY("surface","tenant","key","part")
);
--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("surface","leased_until") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_done" ON "deliveries" USING btree ("done_at") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "sent_messages_ref" ON "sent_messages" USING btree ("surface","tenant","channel","ref");--> statement-breakpoint
CREATE INDEX "sent_messages_workflow" ON "sent_messages" USING btree ("workflow");