-- What was chosen for each step: a run that has come to another one by the time it is told is treated by that one
ALTER TABLE "move_batch" ADD COLUMN "choices" JSONB;
