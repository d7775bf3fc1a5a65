-- AlterTable
ALTER TABLE "subscription" ADD COLUMN     "rules" JSONB;

-- CreateTable
CREATE TABLE "entry_turn" (
    "run_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "person" TEXT,
    "lane" TEXT,
    "lane_limit" INTEGER,
    "stop_asked_at" TIMESTAMPTZ(3),
    "stop_tried_at" TIMESTAMPTZ(3),

    CONSTRAINT "entry_turn_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "entry_room" (
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,

    CONSTRAINT "entry_room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry_mark" (
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_mark_pkey" PRIMARY KEY ("flow_id","person")
);

-- CreateTable
CREATE TABLE "entry_refusal" (
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_event_id" UUID NOT NULL,
    "last_subject" TEXT,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_refusal_pkey" PRIMARY KEY ("flow_id","day","reason")
);

-- CreateIndex
CREATE INDEX "entry_turn_flow_id_person_idx" ON "entry_turn"("flow_id", "person");

-- CreateIndex
CREATE INDEX "entry_turn_flow_id_lane_state_idx" ON "entry_turn"("flow_id", "lane", "state");

-- CreateIndex
CREATE INDEX "entry_room_flow_id_idx" ON "entry_room"("flow_id");

-- Who is next, and which runs are still to be told to end: few rows of those that have a turn
CREATE INDEX "entry_turn_queued_idx" ON "entry_turn"("flow_id", "lane", "place") WHERE "state" = 'queued';
CREATE INDEX "entry_turn_stopping_idx" ON "entry_turn"("stop_tried_at") WHERE "stop_asked_at" IS NOT NULL;
