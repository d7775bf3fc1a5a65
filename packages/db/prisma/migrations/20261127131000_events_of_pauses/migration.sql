-- What was chosen about the events of its last pause, and the events themselves: from now on each is noted as it is dispatched
ALTER TABLE "flow" ADD COLUMN "resume_events" TEXT;

-- An event enters a flow once: those that are still to be dispatched, or that have entered, are not taken from here as well.
DELETE FROM "flow_missed" m USING "event" e WHERE e."id" = m."event_id" AND e."dispatched_at" IS NULL;
DELETE FROM "flow_missed" m USING "run" r WHERE r."event_id" = m."event_id" AND r."flow_id" = m."flow_id";
DELETE FROM "flow_missed" m USING "gathered" d JOIN "gathering" g ON g."id" = d."gathering_id" WHERE d."event_id" = m."event_id" AND g."flow_id" = m."flow_id";

-- A pause ends when its flow is removed
UPDATE "flow" SET "status" = 'live', "paused_at" = NULL, "resume_choice" = 'now' WHERE "status" = 'paused' AND "removed_at" IS NOT NULL;

-- Events of pauses that go on. Ids carry their time, and are made before their rows are dispatched.
INSERT INTO "flow_missed" ("flow_id", "event_id", "workspace_id")
SELECT f."id", e."id", f."workspace_id"
FROM "flow" f JOIN "subscription" s ON s."flow_id" = f."id" AND s."workspace_id" = f."workspace_id"
  JOIN "event" e ON e."workspace_id" = s."workspace_id" AND e."type" = s."event" AND e."dispatched_at" >= f."paused_at"
    AND e."id" > (lpad(to_hex((extract(epoch FROM f."paused_at" - interval '1 day') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
    AND (s."source" IS NULL OR e."source" = s."source") AND (s."connection_id" IS NULL OR e."connection_id" = s."connection_id")
    AND coalesce(e."payload" ->> 'flowId', s."flow_id"::text) = s."flow_id"::text
WHERE f."status" = 'paused' AND NOT EXISTS (SELECT FROM "run" r WHERE r."event_id" = e."id" AND r."flow_id" = f."id")
ON CONFLICT DO NOTHING;
