-- Lists run as soon as they are kept, there are no drafts of them.
ALTER TABLE "broadcast" ALTER COLUMN "state" DROP DEFAULT;
