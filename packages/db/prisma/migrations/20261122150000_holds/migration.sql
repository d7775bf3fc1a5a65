-- Since when a flow is paused, and what was chosen when it was last resumed.
ALTER TABLE "flow" ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "resume_choice" TEXT;

UPDATE "flow" SET "paused_at" = now() WHERE "status" = 'paused';

CREATE TABLE "flow_missed" (
    "flow_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,

    CONSTRAINT "flow_missed_pkey" PRIMARY KEY ("flow_id", "event_id")
);
