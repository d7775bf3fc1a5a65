-- Files that a shop keeps, to be sent with messages
CREATE TABLE "shop_file" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_file_pkey" PRIMARY KEY ("id")
);

-- Pictures and documents are packed already, so packing them again costs time and saves nothing
ALTER TABLE "shop_file" ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX "shop_file_workspace_id_sha256_key" ON "shop_file"("workspace_id", "sha256");
