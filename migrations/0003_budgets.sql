CREATE TABLE "budgets" (
	"tenant" text NOT NULL,
	"day" text NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"spent_usd" double precision NOT NULL,
	"reserved_usd" double precision NOT NULL,
	"spent_tokens" bigint NOT NULL,
	"reserved_tokens" bigint NOT NULL,
	CONSTRAINT "budgets_tenant_day_scope_key_pk" PRIMARY KEY("tenant","day","scope","key")
);
--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage" ADD COLUMN "day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage" ADD COLUMN "booked_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What earlier releases wrote: the day on which each call started, in the time zone of its run.
CREATE TEMPORARY TABLE "call_days" ON COMMIT DROP AS
  SELECT a."workflow", a."id", to_char(to_timestamp(a."started_at" / 1000.0) AT TIME ZONE coalesce(z."name", 'UTC'), 'YYYY-MM-DD') AS "day"
  FROM "attempts" a LEFT JOIN "events" e ON e."workflow" = a."workflow" AND e."seq" = 1
    LEFT JOIN pg_timezone_names z ON z."name" = e."body" -> 'settings' ->> 'time_zone';--> statement-breakpoint
UPDATE "usage" u SET "day" = c."day" FROM "call_days" c WHERE c."workflow" = u."workflow" AND c."id" = u."attempt";--> statement-breakpoint
UPDATE "reservations" r SET "day" = c."day" FROM "call_days" c WHERE c."workflow" = r."workflow" AND c."id" = r."attempt";--> statement-breakpoint
CREATE INDEX "usage_day" ON "usage" USING btree ("tenant","day");--> statement-breakpoint
-- Each call rewrites its budgets' rows: with room on the page no index is touched.
ALTER TABLE "budgets" SET (fillfactor = 50);
