-- AlterTable
ALTER TABLE "run_wait" ADD COLUMN     "claimed_at" TIMESTAMPTZ(3);
