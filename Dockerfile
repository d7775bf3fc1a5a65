# One image for api, worker, sandbox-free production: the program is chosen by the command in docker-compose.yml.
FROM node:22.14.0-bookworm-slim AS build
WORKDIR /noi
COPY . .
RUN npm install --no-save --no-audit --no-fund && node scripts/build.mjs && npm prune --omit=dev

FROM node:22.14.0-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
WORKDIR /noi
ENV NODE_ENV=production NOI_WORKFLOW_BUNDLE=/noi/temporal/worker/dist/workflows.js NOI_WEB_DIR=/noi/apps/web/dist
COPY --from=build --chown=node:node /noi /noi
USER node
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
