-- What the shop is told about: one open row per cause
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "blame" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "count" INTEGER NOT NULL,
    "told_count" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "tell_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "muted_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alert_open_key" ON "alert"("workspace_id", "kind", "key") WHERE "resolved_at" IS NULL;
CREATE INDEX "alert_workspace_id_id_idx" ON "alert"("workspace_id", "id");
CREATE INDEX "alert_tell_at_idx" ON "alert"("tell_at") WHERE "tell_at" IS NOT NULL;

CREATE TABLE "alert_delivery" (
    "alert_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_delivery_pkey" PRIMARY KEY ("alert_id", "round", "channel", "target")
);
CREATE INDEX "alert_delivery_next_at_idx" ON "alert_delivery"("next_at") WHERE "next_at" IS NOT NULL;

CREATE TABLE "watch_setting" (
    "workspace_id" TEXT NOT NULL,
    "channels" JSONB NOT NULL,
    "sealed_secret" BYTEA,
    "quiet_minutes" INTEGER NOT NULL,
    "step_data_days" INTEGER NOT NULL,
    "event_days" INTEGER NOT NULL,

    CONSTRAINT "watch_setting_pkey" PRIMARY KEY ("workspace_id")
);

-- What has been told of, and what has been pruned
ALTER TABLE "run" ADD COLUMN "alerted_end" TIMESTAMPTZ(3), ADD COLUMN "pruned_at" TIMESTAMPTZ(3);
ALTER TABLE "message" ADD COLUMN "alerted_at" TIMESTAMPTZ(3);
-- Failures of the past are no news
UPDATE "run" SET "alerted_end" = "ended_at" WHERE "state" = 'failed';
UPDATE "message" SET "alerted_at" = now() WHERE "state" = 'unknown';
CREATE INDEX "run_untold_failure_idx" ON "run"("id") WHERE "state" = 'failed' AND "alerted_end" IS DISTINCT FROM "ended_at";
CREATE INDEX "message_untold_unknown_idx" ON "message"("run_id") WHERE "state" = 'unknown' AND "alerted_at" IS NULL;
CREATE INDEX "run_unpruned_idx" ON "run"("workspace_id", "ended_at") WHERE "ended_at" IS NOT NULL AND "pruned_at" IS NULL;
CREATE INDEX "run_event_id_unfinished_idx" ON "run"("event_id") WHERE "ended_at" IS NULL;
