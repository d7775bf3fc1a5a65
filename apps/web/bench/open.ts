import type { FlowGraph } from '@noi/flow';
import type { Page } from '@playwright/test';
import { cardSize } from './largeFlow.ts';

/** Ms from asking for the page until all nodes that lie in view are drawn there, and the page has time for the person. */
export async function measureOpen(page: Page, { url, graph }: { url: string; graph: FlowGraph }): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  const opened = await page.waitForFunction(
    isDrawn,
    { places: Object.values(graph.steps).map(({ id, position }) => ({ id, ...position })), size: cardSize },
    {
      polling: 'raf',
      timeout: 120_000,
    },
  );
  await opened.dispose();
  return page.evaluate(() => new Promise<number>((resolve) => requestIdleCallback(() => resolve(performance.now()))));
}

interface Drawing {
  readonly places: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  readonly size: { readonly width: number; readonly height: number };
}

/** Runs in the page. The whole drawing is fitted into the view first: before that, it is not what people asked for. */
function isDrawn({ places, size }: Drawing): boolean {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
  if (!canvas || !viewport) return false;
  const { a: zoom, e: left, f: top } = new DOMMatrixReadOnly(viewport.style.transform);
  if (zoom === 1) return false;
  const inView = places.filter(({ x, y }) => {
    const at = { x: x * zoom + left, y: y * zoom + top };
    return at.x < canvas.width && at.y < canvas.height && at.x + size.width * zoom > 0 && at.y + size.height * zoom > 0;
  });
  const drawn = new Map([...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => [node.dataset.id, node]));
  return inView.length > 0 && inView.every(({ id }) => drawn.has(id) && drawn.get(id)?.style.visibility !== 'hidden');
}
