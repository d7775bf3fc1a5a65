-- Made from schema.prisma, then edited by hand: event, run, step_run and message are partitioned by the month inside their UUIDv7 key.
-- Monthly partitions are made by ensurePartitions (src/partitions), the default ones only catch what no month claims.
-- No semicolons in comments: the driver adapter cuts scripts at each one.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_organization_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "logo" TEXT,
    "metadata" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'Asia/Ho_Chi_Minh',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT,
    "status" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "inviter_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "package_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "problem" JSONB,
    "settings" JSONB NOT NULL,
    "sealed_secrets" BYTEA NOT NULL,
    "door_token" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "refresh_began_at" TIMESTAMPTZ(3),
    "tested_at" TIMESTAMPTZ(3),
    "account" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "door_rejection" (
    "workspace_id" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "code" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_reason" JSONB NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "door_rejection_pkey" PRIMARY KEY ("connection_id","hour","code")
);

-- CreateTable
CREATE TABLE "event_key" (
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "event_key_pkey" PRIMARY KEY ("workspace_id","source","external_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "connection_id" UUID,
    "external_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload" JSONB NOT NULL,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "facts" JSONB NOT NULL,
    "customer_name" TEXT,
    "phone" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "facts_at" TIMESTAMPTZ(3) NOT NULL,
    "reported_delivered_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "tracking_code" TEXT NOT NULL,
    "order_code" TEXT,
    "order_id" UUID,
    "state" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "facts_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "graph" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "live_version_id" UUID,
    "template_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_edit" (
    "flow_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "command" JSONB NOT NULL,
    "inverse" JSONB NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'do',
    "of" INTEGER,
    "user_id" TEXT,
    "client_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_edit_pkey" PRIMARY KEY ("flow_id","revision")
);

-- CreateTable
CREATE TABLE "flow_version" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "graph" JSONB NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "workspace_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("workspace_id","hash")
);

-- CreateTable
CREATE TABLE "subscription" (
    "flow_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "source" TEXT,
    "connection_id" UUID,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("flow_id")
);

-- CreateTable
CREATE TABLE "run_key" (
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "entry_key" TEXT NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "run_key_pkey" PRIMARY KEY ("workspace_id","flow_id","entry_key")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "engine" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "subject" TEXT,
    "customer" TEXT,
    "error" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "step_run" (
    "run_id" UUID NOT NULL,
    "scope" TEXT NOT NULL DEFAULT 'root',
    "step_id" TEXT NOT NULL,
    "visit" INTEGER NOT NULL DEFAULT 1,
    "workspace_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "input" JSONB,
    "output" JSONB,
    "error" JSONB,
    "reason" JSONB,
    "port" TEXT,
    "attempts" JSONB NOT NULL DEFAULT '[]',
    "wait_until" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "step_run_pkey" PRIMARY KEY ("run_id","scope","step_id","visit")
) PARTITION BY RANGE ("run_id");

-- CreateTable
CREATE TABLE "message" (
    "run_id" UUID NOT NULL,
    "scope" TEXT NOT NULL DEFAULT 'root',
    "step_id" TEXT NOT NULL,
    "visit" INTEGER NOT NULL DEFAULT 1,
    "workspace_id" TEXT NOT NULL,
    "flow_id" UUID NOT NULL,
    "connection_id" UUID,
    "tracking_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "preview" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "provider_message_id" TEXT,
    "error" JSONB,
    "price_vnd" INTEGER,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "rated_stars" INTEGER,

    CONSTRAINT "message_pkey" PRIMARY KEY ("run_id","scope","step_id","visit")
) PARTITION BY RANGE ("run_id");

-- CreateTable
CREATE TABLE "sandbox_record" (
    "package_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_record_pkey" PRIMARY KEY ("package_id","key")
);

-- CreateTable
CREATE TABLE "sandbox_callback" (
    "id" UUID NOT NULL,
    "package_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered" INTEGER,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sandbox_callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone_message" (
    "id" TEXT NOT NULL,
    "package_id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "taps" JSONB NOT NULL DEFAULT '[]',
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phone_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_user_id_key" ON "member"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "connection_door_token_key" ON "connection"("door_token");

-- CreateIndex
CREATE INDEX "connection_workspace_id_idx" ON "connection"("workspace_id");

-- CreateIndex
CREATE INDEX "door_rejection_workspace_id_last_at_idx" ON "door_rejection"("workspace_id", "last_at");

-- CreateIndex
CREATE INDEX "event_workspace_id_type_id_idx" ON "event"("workspace_id", "type", "id");

-- CreateIndex
CREATE INDEX "order_workspace_id_code_idx" ON "order"("workspace_id", "code");

-- CreateIndex
CREATE INDEX "order_workspace_id_phone_idx" ON "order"("workspace_id", "phone");

-- CreateIndex
CREATE UNIQUE INDEX "order_workspace_id_source_external_id_key" ON "order"("workspace_id", "source", "external_id");

-- CreateIndex
CREATE INDEX "shipment_workspace_id_order_code_idx" ON "shipment"("workspace_id", "order_code");

-- CreateIndex
CREATE INDEX "shipment_order_id_idx" ON "shipment"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_workspace_id_source_tracking_code_key" ON "shipment"("workspace_id", "source", "tracking_code");

-- CreateIndex
CREATE INDEX "flow_workspace_id_updated_at_idx" ON "flow"("workspace_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "flow_edit_flow_id_client_key_key" ON "flow_edit"("flow_id", "client_key");

-- CreateIndex
CREATE UNIQUE INDEX "flow_version_flow_id_number_key" ON "flow_version"("flow_id", "number");

-- CreateIndex
CREATE INDEX "subscription_workspace_id_event_idx" ON "subscription"("workspace_id", "event");

-- CreateIndex
CREATE INDEX "run_workspace_id_id_idx" ON "run"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "run_workspace_id_flow_id_id_idx" ON "run"("workspace_id", "flow_id", "id");

-- CreateIndex
CREATE INDEX "run_workflow_id_idx" ON "run"("workflow_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_tracking_id_idx" ON "message"("workspace_id", "tracking_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_provider_message_id_idx" ON "message"("workspace_id", "provider_message_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_reserved_at_idx" ON "message"("workspace_id", "reserved_at");

-- CreateIndex
CREATE INDEX "sandbox_callback_ended_at_due_at_idx" ON "sandbox_callback"("ended_at", "due_at");

-- CreateIndex
CREATE INDEX "phone_message_to_sent_at_idx" ON "phone_message"("to", "sent_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partitions that catch what no month claims
CREATE TABLE "event_default" PARTITION OF "event" DEFAULT;
CREATE TABLE "run_default" PARTITION OF "run" DEFAULT;
CREATE TABLE "step_run_default" PARTITION OF "step_run" DEFAULT;
CREATE TABLE "message_default" PARTITION OF "message" DEFAULT;

-- What the dispatcher asks for all day: few rows of a large table
CREATE INDEX "event_undispatched_idx" ON "event"("id") WHERE "dispatched_at" IS NULL;
CREATE INDEX "run_starting_idx" ON "run"("id") WHERE "state" = 'starting';

-- Lists by state, and the open wait of a run
CREATE INDEX "run_workspace_id_state_id_idx" ON "run"("workspace_id", "state", "id");
CREATE INDEX "step_run_open_wait_idx" ON "step_run"("run_id") WHERE "state" IN ('waiting', 'retrying');
CREATE INDEX "message_workspace_id_flow_id_reserved_at_idx" ON "message"("workspace_id", "flow_id", "reserved_at");

-- A parcel finds its order by the tracking codes that the shop system told
CREATE INDEX "order_tracking_codes_idx" ON "order" USING GIN (("facts" -> 'trackingCodes') jsonb_path_ops);
