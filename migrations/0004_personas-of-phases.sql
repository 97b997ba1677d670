-- Workstreams without a persona of their own work with that of their phase: as the last plan has it, or as people changed it since.
CREATE TEMPORARY TABLE "phase_personas" ON COMMIT DROP AS
  WITH "plans" AS (
    SELECT DISTINCT ON ("workflow") "workflow", "seq", "body" -> 'plan' -> 'phases' AS "phases" FROM "events"
      WHERE "body" ->> 'kind' = 'plan-proposed' ORDER BY "workflow", "seq" DESC
  ), "changed" AS (
    SELECT DISTINCT ON (e."workflow", e."body" ->> 'phase') e."workflow", e."body" ->> 'phase' AS "phase", e."body" ->> 'persona' AS "persona"
      FROM "events" e JOIN "plans" p ON p."workflow" = e."workflow" AND e."seq" > p."seq"
      WHERE e."body" ->> 'kind' = 'phase-changed' AND e."body" ->> 'persona' IS NOT NULL ORDER BY e."workflow", e."body" ->> 'phase', e."seq" DESC
  )
  SELECT p."workflow", f ->> 'id' AS "phase", coalesce(c."persona", f ->> 'persona') AS "persona"
    FROM "plans" p CROSS JOIN jsonb_array_elements(p."phases") f LEFT JOIN "changed" c ON c."workflow" = p."workflow" AND c."phase" = f ->> 'id';--> statement-breakpoint
UPDATE "workstreams" s SET "persona" = p."persona" FROM "phase_personas" p
  WHERE p."workflow" = s."workflow" AND p."phase" = s."phase" AND s."persona" IS NULL AND p."persona" IS NOT NULL;
