import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type FurnishedShop, test } from './furnishedShop.ts';
import { enter } from './sharedProduct.ts';

// A fifth of the size: letters become grey shades, in which another build of the browser or other hinting shows little, and the layout stays as it is.
test.use({ deviceScaleFactor: 0.2, viewport: { width: 1280, height: 800 } });

/** When the shop lived, and when it is looked at. */
const then = Date.parse('2026-03-02T02:30:00Z');
const now = Date.parse('2026-03-02T03:40:00Z');

interface View {
  readonly name: string;
  /** `null`: it is opened from the view before it. */
  path: ((shop: FurnishedShop) => string) | null;
  /** Waits for what is drawn last, or opens it. */
  settle(page: Page): Promise<void>;
}

/** The first page of a cold browser takes its time. */
const patiently = expect.configure({ timeout: 60_000 });

const canvas = async (page: Page) => {
  await patiently(page.getByTestId(/^step-/)).toHaveCount(3);
  await patiently(page.locator('.react-flow__edge-path')).toHaveCount(2);
};

const views: readonly View[] = [
  { name: 'flows', path: () => '/flows', settle: (page) => patiently(page.locator('main article img').first()).toBeVisible() },
  { name: 'templates', path: () => '/templates', settle: (page) => patiently(page.locator('main article img').first()).toBeVisible() },
  {
    name: 'editor',
    path: ({ review }) => `/flows/${review}`,
    settle: async (page) => {
      await canvas(page);
      await patiently(page.getByRole('textbox', { name: /Tìm bước|Find a step/ })).toBeVisible();
      await patiently(page.getByRole('button', { name: /^(Phiên bản|Versions)$/ })).toBeVisible();
    },
  },
  {
    name: 'form',
    path: null,
    settle: async (page) => {
      await page
        .getByTestId(/^step-/)
        .filter({ hasText: /Gửi ZNS|Send ZNS/ })
        .click();
      await patiently(
        page
          .getByRole('region', { name: /Biểu mẫu bước|Step form/ })
          .getByRole('textbox')
          .first(),
      ).toBeVisible();
    },
  },
  { name: 'runs', path: () => '/runs', settle: (page) => patiently(page.getByRole('main').getByRole('listitem')).toHaveCount(5) },
  { name: 'run', path: ({ waiting }) => `/runs/${waiting}`, settle: canvas },
  { name: 'connections', path: () => '/connections', settle: (page) => patiently(page.getByText(/^(Dùng trong|Used in)/)).toBeVisible() },
];

/** On a phone the list is the editor. */
const phoneViews: readonly View[] = views.flatMap((view) => {
  const { name } = view;
  if (name === 'editor') return { ...view, name: 'phone-outline', settle: (page) => patiently(page.locator('[data-row^="step"]')).toHaveCount(3) };
  return ['flows', 'runs', 'run'].includes(name) ? { ...view, name: `phone-${name}` } : [];
});

for (const language of ['vi', 'en']) {
  test(`the main views look as they are kept, light and dark (${language})`, async ({ page, shop }) => {
    await look(page, shop, { views, language, colorSchemes: ['light', 'dark'] });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const { language, colorScheme } of [
    { language: 'vi', colorScheme: 'light' },
    { language: 'en', colorScheme: 'dark' },
  ] as const) {
    test(`the main views look as they are kept on a phone (${language}, ${colorScheme})`, async ({ page, shop }) => {
      await look(page, shop, { views: phoneViews, language, colorSchemes: [colorScheme] });
    });
  }
});

interface Looking {
  readonly views: readonly View[];
  readonly language: string;
  readonly colorSchemes: readonly ('light' | 'dark')[];
}

async function look(page: Page, shop: FurnishedShop, { views, language, colorSchemes }: Looking): Promise<void> {
  test.setTimeout(300_000);
  await page.addInitScript((chosen) => localStorage.setItem('noi.language', chosen), language);
  await page.clock.setFixedTime(now);
  await moveTimes(page, shop);
  await enter(page, shop.product);
  for (const { name, path, settle } of views) {
    await test.step(name, async () => {
      if (path) await page.goto(shop.product.demo.url + path(shop));
      await settle(page);
      await expect(page.getByRole('status', { name: /^(Đang tải|Loading)/ })).toHaveCount(0);
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme });
        await expect.soft(page).toHaveScreenshot(`${name}-${language}-${colorScheme}.webp`, {
          scale: 'device',
          stylePath: join(import.meta.dirname, 'looks/still.css'),
          threshold: 0.1,
          maxDiffPixelRatio: 0.005,
        });
      }
    });
  }
}

/** Tells the page that the shop lived at a fixed hour, to ten minutes: what it shows of times and of what has passed since is the same each day. */
async function moveTimes(page: Page, { furnishedAt }: FurnishedShop): Promise<void> {
  const grain = 600_000;
  const moved = (iso: string) => new Date(Math.round((Date.parse(iso) - furnishedAt) / grain) * grain + then).toISOString();
  await page.route(/\/trpc\/(?!live\.)/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g, (_, iso) => JSON.stringify(moved(iso)));
    await route.fulfill({ response, body });
  });
}
