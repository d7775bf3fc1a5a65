-- When a run came to the version that a publish had in mind for it.
ALTER TABLE "move_run" ADD COLUMN "moved_at" TIMESTAMPTZ(3);
