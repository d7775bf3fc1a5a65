-- A poll that must wait for its turn at the provider comes back for the turn that it was given
ALTER TABLE "poll" ADD COLUMN "turn_at" TIMESTAMPTZ(3);
