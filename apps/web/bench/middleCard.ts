import type { Page } from '@playwright/test';

/** Where to take hold of the card nearest to the middle of the canvas: from its edge, React Flow would move the view along. */
export async function middleCard(page: Page): Promise<{ x: number; y: number }> {
  const at = await page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!canvas) return null;
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const away = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - middle.x, box.y + box.height / 2 - middle.y);
    const boxes = [...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect());
    const [nearest] = boxes.sort((one, other) => away(one) - away(other));
    return nearest ? { x: nearest.x + nearest.width / 2, y: nearest.y + Math.min(10, nearest.height / 3) } : null;
  });
  if (!at) throw new Error('The canvas shows no cards');
  return at;
}
