import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import { expect, type Page } from '@playwright/test';
import { dropNode, fitView } from './drawing.ts';
import { enter, openDraft, test } from './sharedProduct.ts';

const pictures = process.env.NOI_PICTURES_DIR;

const wait = (id: string, place: { x: number; y: number; amount: number }): Step => ({
  id,
  kind: 'wait',
  position: { x: place.x, y: place.y },
  wait: { type: 'duration', amount: place.amount, unit: 'days' },
});

/** Three waits below one another, the middle one out of line, and one that stands apart. */
function ladder(): FlowGraph {
  const steps = [
    wait('one', { x: 0, y: 0, amount: 1 }),
    wait('two', { x: 64, y: 160, amount: 2 }),
    wait('three', { x: 0, y: 320, amount: 3 }),
    wait('apart', { x: 400, y: 320, amount: 9 }),
  ];
  const edges = [
    { id: 'first', from: 'one', port: 'next', to: 'two' },
    { id: 'second', from: 'two', port: 'next', to: 'three' },
  ];
  return { ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges };
}

test('a shop draws by mouse and by keyboard: commands by name, steps from flow to flow, wires, lines and a loop', async ({ page, product }) => {
  test.setTimeout(240_000);
  await openDraft(page, product, { name: 'Vẽ: bản gốc', graph: ladder() });
  const wires = page.locator('.react-flow__edge');

  await test.step('the keyboard map', async () => {
    // The keys are listened to once the canvas stands, and so does the palette come.
    await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();
    await page.keyboard.press('?');
    const map = page.getByRole('dialog', { name: 'Phím tắt' });
    await expect(map.getByRole('region', { name: 'Sắp xếp' })).toContainText('Canh trái các bước');
    await picture(page, 'keyboard-map');
    await page.keyboard.press('Escape');
    await expect(map).toBeHidden();
  });

  await test.step('a command by its name, without tone marks; one undo takes it back', async () => {
    const before = await placeOf(page, 'two');
    await command(page, 'sap xep gon');
    await expect.poll(() => placeOf(page, 'two')).not.toEqual(before);
    await page.keyboard.press('Control+z');
    await expect.poll(() => placeOf(page, 'two')).toEqual(before);
  });

  await test.step('to a step, and a step to add, by name', async () => {
    await command(page, '9 ngay');
    await expect(page.getByRole('region', { name: 'Biểu mẫu bước' })).toBeVisible();
    await expect(card(page, 'apart')).toHaveAttribute('data-selected', 'true');
    await page.keyboard.press('Escape');
    await fitView(page);
  });

  await test.step('steps in line by the menu of what is chosen', async () => {
    await choose(page, ['one', 'two', 'three']);
    await card(page, 'two').click({ button: 'right' });
    await expect(page.getByRole('menu', { name: 'Thao tác với bước' })).toBeVisible();
    await picture(page, 'step-menu');
    await page.getByRole('menuitem', { name: 'Canh trái các bước' }).click();
    await expect.poll(async () => (await placeOf(page, 'two')).x).toBe((await placeOf(page, 'one')).x);
    await picture(page, 'chosen-steps');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await placeOf(page, 'two')).x).not.toBe((await placeOf(page, 'one')).x);
    await page.keyboard.press('Alt+a');
    await expect.poll(async () => (await placeOf(page, 'two')).x).toBe((await placeOf(page, 'one')).x);
    await page.keyboard.press('Escape');
  });

  await test.step('a wire is led to another step by its end, as one step of undo', async () => {
    const end = await centreOf(page.getByTestId('in-three'));
    const goal = await centreOf(card(page, 'apart'));
    await drag(page, { x: end.x, y: end.y - 17 }, goal, async () => {
      await expect(card(page, 'apart')).toHaveAttribute('data-target', 'yes');
      await expect(card(page, 'one')).toHaveAttribute('data-target', 'no');
    });
    await expect(page.getByLabel('Đường nối từ Đợi 2 ngày đến Đợi 9 ngày')).toBeAttached();
    await expect(wires).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(page.getByLabel('Đường nối từ Đợi 2 ngày đến Đợi 3 ngày')).toBeAttached();
    await expect(wires).toHaveCount(2);
  });

  await test.step('a wire that runs backwards is refused, and the loop that it meant is offered', async () => {
    await drag(page, await centreOf(page.getByTestId('port-three-next')), await centreOf(card(page, 'two')));
    await expect(page.getByText('Đường nối này tạo thành vòng lặp.')).toBeVisible();
    await picture(page, 'loop-offer');
    await page.getByRole('button', { name: 'Đặt vào khung lặp' }).click();
    await expect(page.locator('[data-kind="repeat"]')).toHaveCount(1);
    await expect(page.getByLabel(/^Đường nối từ Đợi 1 ngày đến Lặp/)).toBeAttached();
    await picture(page, 'loop-made');
    await page.keyboard.press('Control+z');
    await expect(page.locator('[data-kind="repeat"]')).toHaveCount(0);
    await expect(wires).toHaveCount(2);
  });

  await test.step('what is dropped on a wire is put into it', async () => {
    await page.keyboard.press('Escape');
    await fitView(page);
    const [above, below] = [await boxOf(page, 'one'), await boxOf(page, 'two')];
    const id = await dropNode(page, { title: 'Đặt giá trị', x: above.x + above.width / 2, y: (above.y + above.height + below.y) / 2 });
    await expect(wires).toHaveCount(3);
    await expect(card(page, id)).toHaveAttribute('data-kind', 'set');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect(wires).toHaveCount(2);
  });

  await test.step('a frame drawn with Shift chooses what lies in it', async () => {
    await fitView(page);
    const [one, three] = [await boxOf(page, 'one'), await boxOf(page, 'three')];
    await page.keyboard.down('Shift');
    await drag(page, { x: one.x - 30, y: one.y - 30 }, { x: three.x + three.width + 20, y: three.y + three.height + 20 });
    await page.keyboard.up('Shift');
    await expect(page.locator('[data-testid^="step-"][data-selected]')).toHaveCount(3);
  });

  const other = await test.step('the chosen steps go to another flow, in another tab', async () => {
    await page.keyboard.press('Control+c');
    await expect(page.getByText(/^Đã sao chép 3 bước/)).toBeVisible();
    const tab = await page.context().newPage();
    await enter(tab, product);
    await openDraft(tab, product, { name: 'Vẽ: bản nhận' });
    await tab.bringToFront();
    await tab.locator('.react-flow__pane').hover();
    await tab.keyboard.press('Control+v');
    await expect(tab.locator('[data-kind="wait"]')).toHaveCount(3);
    await expect(tab.locator('.react-flow__edge')).toHaveCount(2);
    await tab.keyboard.press('Control+v');
    await expect(tab.locator('[data-kind="wait"]')).toHaveCount(6);
    return tab;
  });

  await test.step('text that is no flow is refused, and nothing is lost', async () => {
    await pasteInto(other, 'Xin chào');
    await expect(other.getByText('Nội dung đã sao chép không phải là các bước của một quy trình.')).toBeVisible();
    await expect(other.locator('[data-kind="wait"]')).toHaveCount(6);
    await picture(other, 'paste-refused');
  });

  await test.step('undo and redo, also after a reload', async () => {
    await other.keyboard.press('Control+z');
    await expect(other.locator('[data-kind="wait"]')).toHaveCount(3);
    await expect(other.getByText('Đã lưu')).toBeVisible();
    await other.reload();
    await expect(other.locator('[data-kind="wait"]')).toHaveCount(3);
    await other.keyboard.press('Control+z');
    await expect(other.locator('[data-kind="wait"]')).toHaveCount(0);
    await other.keyboard.press('Control+Shift+z');
    await other.keyboard.press('Control+Shift+z');
    await expect(other.locator('[data-kind="wait"]')).toHaveCount(6);
    await other.close();
  });

  await test.step('cut and put back, a step stays the same one', async () => {
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await choose(page, ['apart']);
    await page.keyboard.press('Control+x');
    await expect(card(page, 'apart')).toHaveCount(0);
    const canvas = await page.locator('.react-flow').boundingBox();
    await page.mouse.move((canvas?.x ?? 0) + 520, (canvas?.y ?? 0) + 120);
    await page.keyboard.press('Control+v');
    await expect(card(page, 'apart')).toBeVisible();
  });
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });

  test('a tap adds, a long press opens the menu, two fingers zoom', async ({ page, product }) => {
    test.setTimeout(120_000);
    await openDraft(page, product, { name: 'Vẽ: bằng tay', graph: ladder() });
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints });

    await page.getByRole('region', { name: 'Các bước có thể thêm' }).getByRole('button', { name: 'Điều kiện', exact: true }).tap();
    await expect(page.locator('[data-kind="if"]')).toHaveCount(1);
    await page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('button', { name: 'Đóng' }).tap();
    await page.getByRole('button', { name: 'Xem toàn bộ' }).tap();
    await expect.poll(async () => (await boxOf(page, 'one')).x).toBeGreaterThan(290);

    const at = await centreOf(card(page, 'one'));
    await touch('touchStart', [at]);
    await expect(page.getByRole('menu', { name: 'Thao tác với bước' })).toBeVisible();
    await touch('touchEnd', []);
    await picture(page, 'touch-menu');
    await page.getByRole('menuitem', { name: 'Nhân đôi bước đang chọn' }).tap();
    await expect(page.locator('[data-kind="wait"]')).toHaveCount(5);

    const zoom = () => page.locator('.react-flow__viewport').evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a);
    const before = await zoom();
    const canvas = await page.locator('.react-flow').boundingBox();
    const [x, y] = [(canvas?.x ?? 0) + (canvas?.width ?? 0) / 2, (canvas?.y ?? 0) + 24];
    const fingers = (apart: number) => [
      { x: x - apart, y },
      { x: x + apart, y },
    ];
    await touch('touchStart', fingers(100));
    for (const apart of [80, 60, 40]) await touch('touchMove', fingers(apart));
    await touch('touchEnd', []);
    await expect.poll(zoom).toBeLessThan(before * 0.8);
  });
});

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Tìm lệnh' });
  await palette.getByRole('combobox').fill(words);
  await picture(page, 'command-palette');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

/** Chooses cards one after another with Shift. */
async function choose(page: Page, ids: readonly string[]): Promise<void> {
  const [first, ...others] = ids;
  if (first !== undefined) await card(page, first).click();
  for (const id of others) await card(page, id).click({ modifiers: ['Shift'] });
  await expect(page.locator('[data-testid^="step-"][data-selected]')).toHaveCount(ids.length);
}

async function pasteInto(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

function card(page: Page, id: string) {
  return page.getByTestId(`step-${id}`);
}

/** Where a card stands in the flow, whatever the view shows. */
async function placeOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  return page.locator(`.react-flow__node[data-id="${id}"]`).evaluate((node) => {
    const { e, f } = new DOMMatrix(getComputedStyle(node).transform);
    return { x: e, y: f };
  });
}

async function boxOf(page: Page, id: string) {
  const box = await card(page, id).boundingBox();
  if (!box) throw new Error(`${id} is not on the screen`);
  return box;
}

async function centreOf(locator: ReturnType<typeof card>): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

type Point = Readonly<Record<'x' | 'y', number>>;

async function drag(page: Page, from: Point, to: Point, onTheWay?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await onTheWay?.();
  await page.mouse.up();
}

/** Pictures for people to look at; taken only when a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `drawing-${name}.png`), animations: 'disabled' });
}
