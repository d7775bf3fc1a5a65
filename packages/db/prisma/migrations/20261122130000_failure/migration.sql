-- AlterTable
ALTER TABLE "step_run" ADD COLUMN     "decisions" JSONB;

-- CreateTable
CREATE TABLE "rate_bucket" (
    "workspace_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "rate_class" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("workspace_id", "account", "rate_class")
) WITH (fillfactor = 50);
