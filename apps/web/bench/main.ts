import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
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
const { values: asked } = parseArgs({ options: { only: { type: 'string', multiple: true }, rounds: { type: 'string', default: '3' } } });
const rounds = Number(asked.rounds);
const viewport = { width: 1366, height: 820 };

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
  const results = await measureAll({
    bare: (steps) => ({ url: `${bare.url}/?steps=${steps}`, graph: largeFlow(steps) }),
    own: (steps) => ({ url: flows.get(steps) ?? '', graph: largeFlow(steps) }),
  });
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
  await rm(bareFolder, { recursive: true, force: true });
}

type Side = (steps: number) => Parameters<typeof measureOpen>[1];

/** All measures, or those that were asked for. */
async function measureAll(sides: { bare: Side; own: Side }): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  const measure = async (name: string, run: () => Promise<Record<string, number>>) => {
    if (asked.only && !asked.only.includes(name)) return;
    results[name] = await run();
    console.error(name, JSON.stringify(results[name]));
  };

  await measure('firstLoad', async () => ({ scriptKb: round(await measureFirstLoad(await visitor(browser, product), sides.own(500).url)) }));
  const page = await visitor(browser, product);

  await measure('open2000', async () => {
    // The first visit of each fills the browser's caches and counts for neither.
    await measureOpen(page, sides.bare(2_000));
    await measureOpen(page, sides.own(2_000));
    const [bareMs, ms] = await inTurns(
      () => measureOpen(page, sides.bare(2_000)),
      () => measureOpen(page, sides.own(2_000)),
    );
    return { ms: round(ms), bareMs: round(bareMs), ratio: round(ms / bareMs, 2) };
  });

  await measure('drag500', async () => {
    const drag = async (side: Side) => {
      await measureOpen(page, side(500));
      return measureDrag(page);
    };
    const [bareFps, fps] = await inTurns(
      () => drag(sides.bare),
      () => drag(sides.own),
    );
    return { fps: round(fps, 1), bareFps: round(bareFps, 1), ratio: round(fps / bareFps, 2) };
  });

  await measure('typing500', async () => {
    await measureOpen(page, sides.own(500));
    await page.getByTestId('step-s1').click();
    return { p95Ms: await measureTyping(page, 'Tiêu đề') };
  });

  // Last, since it leaves a card elsewhere.
  await measure('gesture', async () => {
    await measureOpen(page, sides.own(500));
    return { bytes: await measureGesture(page) };
  });
  return results;
}

/** The medians of both, measured in turns, so that what else the machine does meets both. */
async function inTurns(...measures: (() => Promise<number>)[]): Promise<[number, number]> {
  const found: number[][] = measures.map(() => []);
  for (let at = 0; at < rounds; at++) for (const [index, measure] of measures.entries()) found[index]?.push(await measure());
  const [first = Number.NaN, second = Number.NaN] = found.map((values) => percentile(values, 50));
  return [first, second];
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
