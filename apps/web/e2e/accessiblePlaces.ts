import { expect, type Page } from '@playwright/test';
import type { FurnishedShop } from './furnishedShop.ts';

/** Something that is looked at for barriers. */
interface Place {
  readonly name: string;
  /** Places of one path follow each other, and the page is loaded once for all of them. */
  readonly path: string;
  /** Opens it, from the page as it is. */
  open?(page: Page): Promise<void>;
  /** CSS selector of what was opened, where the rest of the page has been looked at already; it is closed by Escape afterwards. */
  readonly within?: string;
  /** Where Escape does not close it. */
  close?(page: Page): Promise<void>;
}

const dialog = '[role="dialog"]';
const menu = '[role="menu"]';

const press = (name: RegExp) => (page: Page) => page.getByRole('main').getByRole('button', { name }).first().click();
const openMenu = press(/Thao tác khác|More actions/);
const key = (keys: string) => (page: Page) => page.keyboard.press(keys);
const item = (name: RegExp) => (page: Page) => page.getByRole('menuitem', { name }).click();
const inTurn =
  (...acts: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page);
  };
const chooseStep = (id: string) => async (page: Page) => {
  await page.getByTestId(`step-${id}`).click();
  await expect(page.getByRole('region', { name: /Biểu mẫu bước|Step form/ })).toBeVisible();
};
/** What stays open does no harm to what comes next. */
const stays = async () => undefined;
const drawn = (page: Page) => expect(page.locator('.react-flow__node').first()).toBeVisible();
const openOutline = async (page: Page) => {
  await page.getByText(/^(Danh sách|List)$/).click();
  await expect(page.getByRole('list', { name: /Các bước của quy trình|Steps of the flow/ })).toBeVisible();
};
const openLineMenu = async (page: Page) => {
  await page.locator('[data-row]').first().focus();
  await page.keyboard.press('Shift+F10');
};
const seesRuns = (page: Page) => expect(page.getByRole('dialog').getByRole('radio').first()).toBeAttached();
const openHold = async (page: Page) =>
  page
    .getByRole('button', { name: /^(Thêm lựa chọn|More choices)$/ })
    .last()
    .click();
const compareVersions = async (page: Page) => {
  await page
    .getByRole('dialog', { name: /Phiên bản|Versions/ })
    .getByRole('button', { name: /So sánh trên bản vẽ|Compare on the canvas/ })
    .first()
    .click();
  await expect(page.getByRole('complementary', { name: /thay đổi|change/i })).toBeVisible();
};

const step = (page: Page) => page.getByRole('region', { name: /Biểu mẫu bước|Step form/ });
const openData = (page: Page) =>
  step(page)
    .getByRole('tab', { name: /^(Dữ liệu|Data)$/ })
    .click();
const simulate = async (page: Page) => {
  await step(page)
    .getByRole('combobox', { name: /Giá trị mẫu lấy từ|Sample values from/ })
    .click();
  await page.getByRole('option', { name: /Tua thử quy trình|A simulated run/ }).click();
  await expect(step(page).getByRole('status')).toContainText(/Kết quả tua thử lúc|Simulated at/);
};
const goIntoCalled = async (page: Page) => {
  await page.getByTestId('step-call').click();
  await step(page)
    .getByRole('link', { name: /^(Sửa|Edit) “/ })
    .click();
  await expect(page.getByTestId('step-begin')).toBeVisible();
};
const runBacktest = async (page: Page) => {
  await press(/^(Chạy thử|Test)$/)(page);
  const panel = page.getByRole('dialog');
  await panel.getByRole('tab', { name: /Thử trên dữ liệu cũ|Backtest/ }).click();
  await panel.getByRole('button', { name: /Chạy thử 30 ngày qua|last 30 days|^(Chạy lại|Run again)$/ }).click();
  await expect(panel.getByRole('img', { name: /theo ngày|by day/ })).toBeVisible({ timeout: 30_000 });
};

export function placesOf({ review, refund, caller, waiting, failed, marked }: FurnishedShop): readonly Place[] {
  const flow = `/flows/${marked}`;
  return [
    { name: 'flows', path: '/flows' },
    { name: 'menu of a flow', path: '/flows', open: openMenu, within: menu },
    { name: 'renaming a flow', path: '/flows', open: inTurn(openMenu, item(/Đổi tên|Rename/)), within: dialog },
    { name: 'importing a flow', path: '/flows', open: press(/Nhập từ tệp|Import from a file/), within: dialog },
    { name: 'folders', path: '/flows', open: press(/^(Thư mục|Folders)$/), within: dialog },
    { name: 'editor with a note and a group', path: flow, open: drawn },
    { name: 'command palette', path: flow, open: key('Control+k'), within: dialog },
    { name: 'keyboard map', path: flow, open: key('?'), within: dialog },
    { name: 'find and replace', path: flow, open: inTurn(key('Control+f'), (page) => page.keyboard.type('chào')), within: 'search[data-undo]' },
    { name: 'form of a step', path: flow, open: chooseStep('greet'), within: '[data-form="step"]', close: stays },
    {
      name: 'data panel',
      path: flow,
      open: press(/Mở bảng dữ liệu|Open the data panel/),
      within: '[data-form="step"]',
      close: press(/Đóng bảng|Close the data/),
    },
    { name: 'numbers on the canvas', path: flow, open: press(/^(Số liệu|Numbers)$/), within: 'main', close: press(/Ẩn số liệu|Hide numbers/) },
    { name: 'versions', path: flow, open: press(/^(Phiên bản|Versions)$/), within: dialog, close: stays },
    { name: 'comparing versions', path: flow, open: compareVersions, within: dialog },
    { name: 'publishing', path: flow, open: press(/^(Bật bản mới|Publish changes)$/), within: dialog },
    { name: 'outline of a flow', path: flow, open: openOutline, within: 'main', close: stays },
    { name: 'choices of a line', path: flow, open: openLineMenu, within: menu },
    { name: 'backtest', path: `/flows/${review}`, open: runBacktest, within: dialog },
    { name: 'publishing over runs under way', path: `/flows/${refund}`, open: inTurn(press(/^(Bật bản mới|Publish changes)$/), seesRuns), within: dialog },
    { name: 'ending a pause', path: `/flows/${refund}`, open: press(/^(Chạy tiếp|Resume)$/), within: dialog },
    { name: 'stopping all runs', path: `/flows/${refund}`, open: inTurn(openHold, item(/Dừng tất cả|Stop all/)), within: dialog },
    { name: 'pinned output', path: `/flows/${caller}`, open: inTurn(chooseStep('call'), openData), within: 'main', close: stays },
    { name: 'simulated samples', path: `/flows/${caller}`, open: inTurn(chooseStep('note'), openData, simulate), within: '[data-form="step"]', close: stays },
    { name: 'way back from a called flow', path: `/flows/${caller}`, open: goIntoCalled, within: 'main', close: stays },
    { name: 'templates', path: '/templates' },
    { name: 'a template', path: '/templates?template=cod-confirmation', within: dialog },
    { name: 'runs', path: '/runs' },
    {
      name: 'stopping many runs',
      path: '/runs',
      open: async (page) => {
        await page.getByRole('checkbox', { name: /^(Chọn tất cả|Choose all)$/ }).check();
        await press(/^(Dừng|Stop)$/)(page);
      },
      within: dialog,
    },
    { name: 'no run', path: '/runs?state=stopped' },
    { name: 'run that waits', path: `/runs/${waiting}` },
    { name: 'continuing a run', path: `/runs/${waiting}`, open: press(/Chạy tiếp ngay|Continue now/), within: dialog },
    { name: 'run that failed', path: `/runs/${failed}` },
    {
      name: 'step of a run',
      path: `/runs/${failed}`,
      open: async (page) => {
        await page.getByRole('complementary').getByRole('listitem').or(page.getByRole('complementary').getByRole('button')).last().click();
        await expect(page.getByRole('button', { name: /Về diễn biến|Back to what/ })).toBeVisible();
      },
      within: 'aside',
      close: stays,
    },
    { name: 'journey of a customer', path: '/journey?find=0987654321' },
    { name: 'approvals', path: '/approvals' },
    { name: 'connections', path: '/connections' },
    { name: 'adding a connection', path: '/connections', open: press(/Thêm kết nối|Add connection/), within: dialog },
    { name: 'editing a connection', path: '/connections', open: press(/^(Sửa|Edit)$/), within: dialog },
    { name: 'refused deliveries', path: '/connections', open: press(/bị từ chối|turned away/), within: dialog },
    {
      name: 'phone',
      path: '/phone',
      open: async (page) => {
        await page.getByRole('button', { name: /0987 654 321/ }).click();
        await expect(page.getByRole('region', { name: /0987 654 321/ })).toBeVisible();
        await page.getByRole('button', { name: /Khách đặt đơn|A customer places an order/ }).click();
      },
    },
    { name: 'alerts', path: '/settings/alerts' },
    { name: 'settings', path: '/settings' },
    {
      name: 'the tour',
      path: '/settings',
      open: async (page) => {
        await page
          .getByRole('button', { name: /Bắt đầu hướng dẫn|Start the tour/ })
          .first()
          .click();
        await expect(page.getByRole('button', { name: /Rời hướng dẫn|Leave the tour/ })).toBeVisible();
      },
      within: 'section:has([role="progressbar"])',
      close: stays,
    },
    { name: 'nowhere', path: '/khong-co' },
  ];
}
