-- How large a list has become, so that it closes before one run cannot carry it
ALTER TABLE "gathering" ADD COLUMN "bytes" INTEGER NOT NULL DEFAULT 0;
