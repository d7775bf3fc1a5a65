import { randomBytes } from 'node:crypto';
import { AppError } from '@noi/errors';
import type { Services } from '../services/Services.ts';

interface NewShop {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly shopName: string;
}

/** Makes a person with a password and the workspace that they own. */
export async function openShop({ auth, db }: Pick<Services, 'auth' | 'db'>, shop: NewShop): Promise<{ userId: string; workspaceId: string }> {
  const { internalAdapter, password } = await auth.$context;
  const email = shop.email.toLowerCase();
  if (await internalAdapter.findUserByEmail(email)) throw new AppError('setup_closed', { message: 'Someone with this email exists already' });
  const user = await internalAdapter.createUser({ email, name: shop.name, emailVerified: true }, { method: 'email-password' });
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await password.hash(shop.password) });
  const workspace = await db.workspaces.create({ name: shop.shopName, slug: slugOf(shop.shopName), ownerId: user.id });
  return { userId: user.id, workspaceId: workspace.id };
}

/** Readable, and unique by its random end. */
function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  const words = plain.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.replace(/^-|-$/g, '').slice(0, 40) || 'shop'}-${randomBytes(3).toString('hex')}`;
}
