import type { Db } from './Db.ts';
import type { PrismaClient } from './generated/client.ts';

const clients = new WeakMap<Db, PrismaClient>();

export function rememberPrisma(db: Db, prisma: PrismaClient): void {
  clients.set(db, prisma);
}

/** The client behind a `Db`, for the one library that speaks Prisma itself (accounts). */
export function prismaOf(db: Db): PrismaClient {
  const prisma = clients.get(db);
  if (!prisma) throw new Error('This Db was not made by createDb');
  return prisma;
}
