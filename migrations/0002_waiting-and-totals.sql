CREATE TABLE "usage_totals" (
	"tenant" text NOT NULL,
	"workflow" text NOT NULL,
	"at" bigint NOT NULL,
	"channel" text NOT NULL,
	"person" text NOT NULL,
	"pattern" text,
	"persona" text NOT NULL,
	"model" text NOT NULL,
	"calls" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost_usd" double precision NOT NULL,
	"charged_usd" double precision NOT NULL,
	CONSTRAINT "usage_totals_tenant_workflow_at_persona_model_pk" PRIMARY KEY("tenant","workflow","at","persona","model")
);
--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "wake_at" bigint;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "branch_of" text;--> statement-breakpoint
CREATE INDEX "usage_totals_at" ON "usage_totals" USING btree ("tenant","at");--> statement-breakpoint
CREATE INDEX "artifacts_workflow" ON "artifacts" USING btree ("workflow");--> statement-breakpoint
CREATE INDEX "inbox_workflow" ON "inbox" USING btree ("workflow");--> statement-breakpoint
CREATE INDEX "workflows_branch" ON "workflows" USING btree ("branch_of") WHERE branch_of is not null;--> statement-breakpoint
CREATE INDEX "workflows_due" ON "workflows" USING btree ("wake_at") WHERE wake_at is not null;
--> statement-breakpoint
-- Questions that were open before there were deadlines: reminded as new ones are, four hours after they were asked.
UPDATE "workflows" w SET "wake_at" = d."asked_at" + 14400000
  FROM (SELECT "workflow", min("asked_at") AS "asked_at" FROM "decisions" WHERE "status" = 'open' GROUP BY "workflow") d
  WHERE d."workflow" = w."id" AND w."at_rest";
