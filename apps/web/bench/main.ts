import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { Product } from '../e2e/product.ts';
import { enter } from '../e2e/sharedProduct.ts';
import { measureDrag } from './drag.ts';
import { measureFirstLoad } from './firstLoad.ts';
import { measureGesture } from './gesture.ts';
import { bareDrawing, largeFlow } from './largeFlow.ts';
import { measureOpen } from './open.ts';
import { percentile } from './percentile.ts';
import { servePages } from './servePages.ts';
import { measureTyping } from './typing.ts';

// Ends with one line of JSON. NOI_BROWSER names the browser; the product must be built.
const rounds = 3;
const viewport = { width: 1366, height: 820 };
const say = <T>(name: string, value: T): T => {
  console.error(name, JSON.stringify(value));
  return value;
};

await using product = await Product.startFromNothing();
const bareFolder = await mkdtemp(join(tmpdir(), 'noi-bare-'));
await build({
  root: fileURLToPath(new URL('bare', import.meta.url)),
  configFile: false,
  plugins: [react()],
  logLevel: 'warn',
  build: { outDir: bareFolder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700 },
});
const drawings = Object.fromEntries([500, 2_000].map((steps) => [`/drawing-${steps}.json`, bareDrawing(largeFlow(steps))]));
await using bare = await servePages(bareFolder, drawings);
const browser = await chromium.launch({ ...(process.env.NOI_BROWSER ? { executablePath: process.env.NOI_BROWSER } : {}), args: ['--no-sandbox'] });
try {
  const flows = new Map<number, string>();
  for (const steps of [500, 2_000]) {
    const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: `Bench ${steps}`, graph: largeFlow(steps) } });
    flows.set(steps, `${product.demo.url}/flows/${id}`);
  }
  const bareUrl = (steps: number) => `${bare.url}/?steps=${steps}`;
  const ownUrl = (steps: number) => flows.get(steps) ?? '';

  const firstLoad = say('firstLoad', { scriptKb: round(await measureFirstLoad(await visitor(browser, product), ownUrl(500))) });
  const page = await visitor(browser, product);

  // The first visit of each fills the browser's caches and counts for neither.
  const opened: { own: number[]; bare: number[] } = { own: [], bare: [] };
  for (let at = 0; at <= rounds; at++) {
    const [bareMs, ms] = [await measureOpen(page, { url: bareUrl(2_000), nodes: 2_000 }), await measureOpen(page, { url: ownUrl(2_000), nodes: 2_000 })];
    if (at === 0) continue;
    opened.bare.push(bareMs);
    opened.own.push(ms);
  }
  const [ms, bareMs] = [percentile(opened.own, 50), percentile(opened.bare, 50)];
  const open2000 = say('open2000', { ms: round(ms), bareMs: round(bareMs), ratio: round(ms / bareMs, 2) });

  const dragged: { own: number[]; bare: number[] } = { own: [], bare: [] };
  for (let at = 0; at < rounds; at++) {
    await measureOpen(page, { url: bareUrl(500), nodes: 500 });
    dragged.bare.push(await measureDrag(page));
    await measureOpen(page, { url: ownUrl(500), nodes: 500 });
    dragged.own.push(await measureDrag(page));
  }
  const [fps, bareFps] = [percentile(dragged.own, 50), percentile(dragged.bare, 50)];
  const drag500 = say('drag500', { fps: round(fps, 1), bareFps: round(bareFps, 1), ratio: round(fps / bareFps, 2) });

  await measureOpen(page, { url: ownUrl(500), nodes: 500 });
  const gesture = say('gesture', { bytes: await measureGesture(page) });
  await page.getByTestId('step-s1').click();
  const typing500 = say('typing500', { p95Ms: await measureTyping(page, 'Tiêu đề') });
  console.log(JSON.stringify({ drag500, open2000, typing500, firstLoad, gesture }));
} finally {
  await browser.close();
  await rm(bareFolder, { recursive: true, force: true });
}

async function visitor(on: Browser, shop: Product): Promise<Page> {
  const context = await on.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  // The loader of this program marks functions by a helper that pages do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = await context.newPage();
  await enter(page, shop);
  return page;
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
