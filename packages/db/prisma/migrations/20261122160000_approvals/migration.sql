-- AlterTable
ALTER TABLE "run" ADD COLUMN     "output" JSONB,
ADD COLUMN     "stopped_by" TEXT;

-- AlterTable
ALTER TABLE "run_wait" ADD COLUMN     "due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "approval_vote" (
    "run_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_vote_pkey" PRIMARY KEY ("run_id","token","email")
);

-- CreateTable
CREATE TABLE "approval_mail" (
    "run_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "nr" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "problem" JSONB,

    CONSTRAINT "approval_mail_pkey" PRIMARY KEY ("run_id","token","nr","email")
);

-- Few waits are ever seen to by a worker, and few runs are called by others.
CREATE INDEX "run_wait_due_idx" ON "run_wait"("kind", "due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "run_wait_approval_idx" ON "run_wait"("workspace_id", "created_at") WHERE "kind" = 'approval';
CREATE INDEX "run_parent_idx" ON "run"("parent_run_id", "parent_token") WHERE "parent_run_id" IS NOT NULL;
