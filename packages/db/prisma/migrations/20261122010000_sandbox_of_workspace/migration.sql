-- Emulated providers belong to a workspace. What they kept so far belongs to nobody in particular and is let go,
-- and sandbox connections open their accounts again at the next start.
DELETE FROM "sandbox_record";
DELETE FROM "sandbox_callback";
DELETE FROM "phone_message";

-- AlterTable
ALTER TABLE "sandbox_record" DROP CONSTRAINT "sandbox_record_pkey",
ADD COLUMN     "workspace_id" TEXT NOT NULL,
ADD CONSTRAINT "sandbox_record_pkey" PRIMARY KEY ("workspace_id", "package_id", "key");

-- AlterTable
ALTER TABLE "sandbox_callback" ADD COLUMN     "workspace_id" TEXT NOT NULL;

-- DropIndex
DROP INDEX "phone_message_to_sent_at_idx";

-- AlterTable
ALTER TABLE "phone_message" DROP CONSTRAINT "phone_message_pkey",
ADD COLUMN     "workspace_id" TEXT NOT NULL,
ADD CONSTRAINT "phone_message_pkey" PRIMARY KEY ("workspace_id", "id");

-- CreateIndex
CREATE INDEX "phone_message_workspace_id_to_sent_at_idx" ON "phone_message"("workspace_id", "to", "sent_at");
