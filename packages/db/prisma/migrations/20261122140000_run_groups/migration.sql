-- AlterTable
ALTER TABLE "run" ADD COLUMN     "restart_of" UUID;

-- Few runs are restarts.
CREATE INDEX "run_restart_of_idx" ON "run"("restart_of") WHERE "restart_of" IS NOT NULL;
