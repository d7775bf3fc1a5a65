import type { Page } from '@playwright/test';
import { middleCard } from './middleCard.ts';

const moves = 90;

/** Frames a second while one node goes round in a circle and the canvas is then panned, each move as fast as the page takes it. */
export async function measureDrag(page: Page): Promise<number> {
  const from = await middleCard(page);
  const pane = await page.locator('.react-flow__pane').boundingBox();
  if (!pane) throw new Error('There is no canvas');
  // The lower edge of the canvas is free of nodes and furniture.
  const empty = { x: pane.x + pane.width / 2, y: pane.y + pane.height - 12 };

  await page.evaluate(() => {
    const count = { frames: 0, from: performance.now(), isOn: true };
    Object.assign(window, { benchCount: count });
    const tick = () => {
      if (!count.isOn) return;
      count.frames += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await circle(page, from);
  await circle(page, empty);
  return page.evaluate(() => {
    const { benchCount: count } = window as unknown as { benchCount: { frames: number; from: number; isOn: boolean } };
    count.isOn = false;
    return count.frames / ((performance.now() - count.from) / 1000);
  });
}

async function circle(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move++) {
    const angle = (move / moves) * 4 * Math.PI;
    await page.mouse.move(x + 60 * Math.sin(angle), y - 40 + 40 * Math.cos(angle));
  }
  await page.mouse.up();
}
