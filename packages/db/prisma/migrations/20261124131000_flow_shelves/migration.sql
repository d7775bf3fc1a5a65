-- Where a shop keeps its flows: folders, tags, and the stars of each member
CREATE TABLE "flow_folder" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_folder_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "flow_folder_name_key" ON "flow_folder"("workspace_id", lower("name"));
ALTER TABLE "flow" ADD COLUMN "folder_id" UUID;

CREATE TABLE "flow_tag" (
    "flow_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,

    CONSTRAINT "flow_tag_pkey" PRIMARY KEY ("flow_id", "tag")
);
CREATE INDEX "flow_tag_workspace_id_idx" ON "flow_tag"("workspace_id");

CREATE TABLE "flow_star" (
    "flow_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,

    CONSTRAINT "flow_star_pkey" PRIMARY KEY ("flow_id", "user_id")
);
CREATE INDEX "flow_star_workspace_id_user_id_idx" ON "flow_star"("workspace_id", "user_id");
