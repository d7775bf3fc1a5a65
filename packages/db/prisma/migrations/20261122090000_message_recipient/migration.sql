-- CreateIndex
CREATE INDEX "message_workspace_id_recipient_channel_purpose_reserved_at_idx" ON "message"("workspace_id", "recipient", "channel", "purpose", "reserved_at");
