import { expect, test } from 'vitest';
import { letterBody } from './letterBody.ts';

const shown = (body: string) => /<body>(.*)<\/body>/s.exec(letterBody(body).html ?? '')?.[1];

test('a letter of a shop goes out as a page, and in plain words beside it', () => {
  const body =
    '<h2>Cảm ơn chị Lan</h2><p>Đơn <strong>100020</strong> đã giao.<br>Shop mời chị:</p><ul><li>Chấm điểm đơn hàng</li><li>Xem <a href="https://shop.vn/uu-dai?a=1&amp;b=2">ưu đãi</a></li></ul><p>Gọi <a href="tel:0912345678">0912 345 678</a></p>';
  expect(shown(body)).toBe(body.replaceAll('<br>', '<br />'));
  expect(letterBody(body).text).toBe(
    'Cảm ơn chị Lan\n\nĐơn 100020 đã giao.\nShop mời chị:\n\n- Chấm điểm đơn hàng\n- Xem ưu đãi (https://shop.vn/uu-dai?a=1&b=2)\n\nGọi 0912 345 678 (tel:0912345678)',
  );
});

test('plain words stay what they are', () => {
  expect(letterBody('Giảm <50% & quà\n\nHẹn gặp')).toEqual({ text: 'Giảm <50% & quà\n\nHẹn gặp' });
});

test.each([
  ['a script', '<p>Chào</p><script>alert(1)</script>', '<p>Chào</p>'],
  ['a handler', '<p>Chào <em onclick="alert(1)" style="position:fixed">chị</em></p>', '<p>Chào <em>chị</em></p>'],
  ['a picture that tracks', '<p>Chào<img src="https://x.test/p.gif" onerror="alert(1)"></p>', '<p>Chào</p>'],
  ['a link to a script', '<p><a href="java&#10;script:alert(1)">Xem</a></p>', '<p><a>Xem</a></p>'],
  ['a link without a scheme', '<p><a href="//x.test">Xem</a></p>', '<p><a>Xem</a></p>'],
  ['a frame and a form', '<p>Chào</p><iframe src="https://x.test"></iframe><form><input></form>', '<p>Chào</p>'],
  ['tags left open', '<p><strong>Chào', '<p><strong>Chào</strong></p>'],
])('%s does not go out', (_what, body, html) => {
  expect(shown(body)).toBe(html);
});
