import { expect, type Locator, type Page } from '@playwright/test';

/** Drags a node out of the palette and lets it go on the canvas. Returns the id of the new step. */
export async function dropNode(page: Page, request: { title: string; x: number; y: number }): Promise<string> {
  const before = await stepIds(page);
  const item = page.getByRole('region', { name: 'Các bước có thể thêm' }).getByRole('button', { name: request.title, exact: true });
  await item.scrollIntoViewIfNeeded();
  const from = await centre(item);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(request.x - 60, request.y - 20, { steps: 5 });
  await page.mouse.move(request.x, request.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await stepIds(page)).length).toBe(before.length + 1);
  const id = (await stepIds(page)).find((known) => !before.includes(known));
  if (!id) throw new Error('The new step is not on the canvas');
  return id;
}

/** Draws a wire by hand from a port to the way into another step. */
export async function drawWire(page: Page, wire: { from: string; port: string; to: string }): Promise<void> {
  const wires = page.locator('.react-flow__edge');
  const before = await wires.count();
  const from = await centre(page.getByTestId(`port-${wire.from}-${wire.port}`));
  const to = await centre(page.getByTestId(`in-${wire.to}`));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y - 25, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await expect(wires).toHaveCount(before + 1);
}

/** Puts a pill into a field through the tree of data. */
export async function insertPill(page: Page, pill: { field: string; data: string | RegExp }): Promise<void> {
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
  await form.getByRole('button', { name: `Chèn dữ liệu vào ${pill.field}` }).click();
  await page
    .getByRole('dialog', { name: `Chèn dữ liệu vào ${pill.field}` })
    .getByRole('button', { name: pill.data })
    .first()
    .click();
}

async function stepIds(page: Page): Promise<string[]> {
  return page.locator('[data-testid^="step-"]').evaluateAll((cards) => cards.map((card) => (card.getAttribute('data-testid') ?? '').slice('step-'.length)));
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Shows the whole flow, and waits until the view rests: what is measured while it moves is somewhere else a moment later. */
export async function fitView(page: Page): Promise<void> {
  await page.keyboard.press('Shift+1');
  await page.locator('.react-flow__viewport').evaluate(
    (view: HTMLElement) =>
      new Promise<void>((rests) => {
        let last = '';
        let framesAlike = 0;
        const look = () => {
          framesAlike = view.style.transform === last ? framesAlike + 1 : 0;
          last = view.style.transform;
          if (framesAlike === 20) rests();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}
