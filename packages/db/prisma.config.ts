import { defineConfig } from 'prisma/config';

/** Read by the Prisma CLI only: `prisma migrate deploy` and `prisma studio` where its native engine can be had. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
