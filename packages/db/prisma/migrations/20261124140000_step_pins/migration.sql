-- Outputs that steps of a draft give while it is tried, no part of the draft itself, so that no version, file or copy of a flow holds them
CREATE TABLE "step_pin" (
    "flow_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "pinned_by" TEXT,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_pin_pkey" PRIMARY KEY ("flow_id", "step_id")
);
CREATE INDEX "step_pin_workspace_id_flow_id_idx" ON "step_pin"("workspace_id", "flow_id");
