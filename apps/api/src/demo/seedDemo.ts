import { hashApiKey, newApiKey, storeApiKey } from '../apiKeys/createKey.ts';
import { openShop } from '../auth/openShop.ts';
import type { Services } from '../services/Services.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './demoFile.ts';
import { newPassword } from './newPassword.ts';

const EMAIL = 'demo@noi.local';
const SHOP = 'Nhà sách Minh Tâm';
const accounts = ['haravan.shop', 'ghn.shop', 'zalo.oa', 'core.smtp', 'core.webhook', 'googlesheets.account', 'bitrix24.portal'];

/**
 * Makes the demo shop on the first start and mends it on later ones: what a start that was cut off left undone is done now,
 * and emulated providers hear at which address the doors are now. A server that has people of its own gets no demo.
 */
export async function seedDemo(services: Services): Promise<void> {
  const { config, db, auth } = services;
  if (!config.isDemo) return;
  const { internalAdapter } = await auth.$context;
  const known = await internalAdapter.findUserByEmail(EMAIL);
  if (!known && (await db.workspaces.hasAnyUser())) return;

  const former = await readDemoFile(config.dataDir);
  const demo: DemoFile = { email: EMAIL, password: newPassword(), apiKey: newApiKey(), ...former, url: config.publicUrl };
  // The file first: a password that nobody wrote down could never be used.
  await writeDemoFile(config.dataDir, demo);
  const workspaceId = known ? await demoWorkspace(services, { userId: known.user.id, password: former ? null : demo.password }) : await newDemo(services, demo);
  if (workspaceId === null) return;

  if (!(await db.workspaces.apiKeyByHash(hashApiKey(demo.apiKey)))) await storeApiKey(db, { workspaceId, name: 'Demo', key: demo.apiKey });
  await connectAccounts(services, workspaceId);
}

async function newDemo(services: Services, demo: DemoFile): Promise<string> {
  const { workspaceId } = await openShop(services, { name: 'Minh Tâm', email: demo.email, password: demo.password, shopName: SHOP });
  return workspaceId;
}

async function demoWorkspace({ auth, db }: Services, { userId, password }: { userId: string; password: string | null }): Promise<string | null> {
  if (password !== null) {
    const context = await auth.$context;
    await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
  }
  const membership = await db.workspaces.membership(userId);
  return membership?.workspaceId ?? null;
}

async function connectAccounts({ connections, catalog, config, log }: Services, workspaceId: string): Promise<void> {
  const doorBaseUrl = `${config.publicUrl}/hooks`;
  /** The shop can be used without one account, and the next start tries again. */
  const attempt = async (type: string, work: () => Promise<unknown>) => {
    await work().catch((err: unknown) => log.error({ err, type }, 'a demo account could not be opened'));
  };

  const existing = await connections.list(workspaceId);
  for (const { id, type, mode } of existing) if (mode === 'sandbox') await attempt(type, () => connections.reopenSandbox({ workspaceId, id, doorBaseUrl }));

  for (const type of accounts) {
    const packageId = catalog.packageOf(type)?.id;
    if (packageId === undefined || existing.some((connection) => connection.type === type)) continue;
    await attempt(type, async () => {
      const { id } = await connections.openSandbox({ workspaceId, packageId, type, doorBaseUrl });
      await connections.test({ workspaceId, id });
    });
  }
}
