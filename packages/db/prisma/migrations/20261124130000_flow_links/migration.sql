-- Links by which a flow goes from one shop to another
CREATE TABLE "flow_link" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "file" JSONB NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "flow_link_hash_key" ON "flow_link"("hash");
CREATE INDEX "flow_link_workspace_id_flow_id_idx" ON "flow_link"("workspace_id", "flow_id");
