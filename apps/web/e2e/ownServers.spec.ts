import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '@noi/ports';
import { expect, test } from '@playwright/test';
import { processesNaming } from './processes.ts';
import { root, Started } from './product.ts';

interface OwnServer {
  readonly url: string;
  readonly address: string;
  close(): Promise<void>;
}

test('on servers of one’s own there is no demo shop: the first visit makes the owner, and only the first', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'noi-own-'));
  const log = () => undefined;
  const { startPostgres } = await import(pathToFileURL(join(root, 'packages/db/src/embedded/startPostgres.mjs')).href);
  const { startTemporal } = await import(pathToFileURL(join(root, 'temporal/server/src/index.mjs')).href);
  const postgres: OwnServer = await startPostgres({ dataDir: join(folder, 'postgres'), port: await freePort(), log });
  const temporal: OwnServer = await startTemporal({ log });
  const dataDir = join(folder, 'data');
  const port = await freePort();
  const started = new Started({ port, dataDir, env: { DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: temporal.address } });
  try {
    await started.running();
    expect(started.output).toContain('The first visit sets up the owner');
    expect(existsSync(join(dataDir, 'demo.json'))).toBe(false);
    expect(processesNaming(join(dataDir, 'postgres'))).toEqual([]);

    await page.goto(`http://127.0.0.1:${port}`);
    await expect(page.getByText('Tạo chủ shop đầu tiên')).toBeVisible();
    await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click();
    await expect(page.getByText('Nhập tên shop')).toBeVisible();
    await page.getByRole('textbox', { name: 'Tên của bạn' }).fill('Nguyễn Thị Hoa');
    await page.getByRole('textbox', { name: 'Tên shop' }).fill('Tiệm hoa Đà Lạt');
    await page.getByRole('textbox', { name: 'Email' }).fill('hoa@example.com');
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('mot-mat-khau-dai');
    await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click();
    await expect(page.getByText('Shop chưa có quy trình nào')).toBeVisible();
    await page.getByRole('link', { name: 'Kết nối' }).click();
    await expect(page.getByText('Chưa có kết nối nào')).toBeVisible();

    await page.getByRole('button', { name: 'Tài khoản' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Vào shop dùng thử' })).toHaveCount(0);
    await page.goto(`http://127.0.0.1:${port}/setup`);
    await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();

    const { code } = await started.stop();
    expect(code).toBe(0);
    expect(processesNaming(dataDir)).toEqual([]);
  } finally {
    started.child.kill('SIGKILL');
    await temporal.close();
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  }
});
