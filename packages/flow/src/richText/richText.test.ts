import { expect, test } from 'vitest';
import { plainTemplate, richTemplate, richWords } from './plainAndRich.ts';
import { printRichText } from './printRichText.ts';
import { readRichText } from './readRichText.ts';
import { renderRichText } from './renderRichText.ts';
import { richFields } from './richFields.ts';

const around = { timezone: 'Asia/Ho_Chi_Minh', now: 0 };
const fill = (template: string, trigger: Record<string, unknown>) => renderRichText({ template, data: { trigger, steps: {} }, ...around });

test.each<[string, string, Record<string, unknown>, string]>([
  ['a name that looks like a tag', '<p>Chào {{ trigger.name }}</p>', { name: '<b>Lan</b>' }, '<p>Chào &lt;b&gt;Lan&lt;/b&gt;</p>'],
  ['a script', '<p>{{ trigger.name }}</p>', { name: '<script>alert(1)</script>' }, '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['lines of an address', '<p>Giao đến:<br>{{ trigger.at }}</p>', { at: '12 Lê Lợi\r\nHuế' }, '<p>Giao đến:<br>12 Lê Lợi<br>Huế</p>'],
  ['a number', '<ul><li>{{ trigger.total | money }}</li></ul>', { total: 1250000 }, '<ul><li>1.250.000 ₫</li></ul>'],
  ['a fallback with marks of HTML', '<p>{{ trigger.name | fallback: "<bạn> & shop" }}</p>', {}, '<p>&lt;bạn&gt; &amp; shop</p>'],
  [
    'a link with data in it',
    '<p><a href="https://shop.vn/don/{{ trigger.code }}?a=1&amp;b=2">Xem đơn</a></p>',
    { code: '100 020"><script>' },
    '<p><a href="https://shop.vn/don/100%20020&quot;&gt;&lt;script&gt;?a=1&amp;b=2">Xem đơn</a></p>',
  ],
  [
    'a link that is data',
    '<p><a href="{{ trigger.url }}">Xem <strong>đơn</strong></a></p>',
    { url: 'HTTPS://shop.vn' },
    '<p><a href="HTTPS://shop.vn">Xem <strong>đơn</strong></a></p>',
  ],
  [
    'a link to a script',
    '<p><a href="{{ trigger.url }}">Xem <strong>đơn</strong></a>.</p>',
    { url: 'java\nscript:alert(1)' },
    '<p>Xem <strong>đơn</strong>.</p>',
  ],
  ['a phone number in groups', '<p><a href="tel:{{ trigger.phone }}">Gọi</a></p>', { phone: '0912 345 678' }, '<p><a href="tel:0912345678">Gọi</a></p>'],
  ['a foreign tag', '<p>Ảnh <img src=x onerror=alert(1)></p>', {}, '<p>Ảnh &lt;img src=x onerror=alert(1)&gt;</p>'],
  ['tags left open or closed twice', '<p><strong>Chào</em></p></p>', {}, '<p><strong>Chào</strong></p>'],
  ['braces that are words', '<p>{{ "{{" }} {{ trigger.name }}</p>', { name: 'Lan' }, '<p>{{ Lan</p>'],
])('%s', (_name, template, data, html) => {
  expect(fill(template, data)).toEqual({ ok: true, value: html });
});

test('missing data names itself', () => {
  expect(fill('<p>{{ trigger.name }}</p>', {})).toMatchObject({ ok: false, path: 'trigger.name' });
  expect(fill('<p><a href="{{ trigger.url }}">Xem</a></p>', {})).toMatchObject({ ok: false, path: 'trigger.url' });
  expect(fill('<p>{{ trigger.name', {})).toMatchObject({ ok: false });
});

test('what is printed reads as the same', () => {
  const template =
    '<h2>Chào {{ trigger.name | fallback: "bạn & \\"shop\\"" }}</h2><ol><li>1 &lt; 2<br><a href="https://shop.vn/{{ trigger.code }}">Xem</a></li></ol>';
  expect(printRichText(readRichText(template))).toBe(template);
});

test.each([
  ['Chào {{ trigger.name }},\n\nĐơn <100020> & quà.\nHẹn gặp lại', '<p>Chào {{ trigger.name }},</p><p>Đơn &lt;100020&gt; &amp; quà.<br>Hẹn gặp lại</p>'],
  ['{{ "{" }}{{ trigger.name }}', '<p>{{ "{" }}{{ trigger.name }}</p>'],
])('plain words become rich text that reads the same', (plain, rich) => {
  expect(richTemplate(plain)).toBe(rich);
});

test('the words of rich text are a plain template', () => {
  expect(plainTemplate('<h2>Cảm ơn</h2><p>Chào <strong>{{ trigger.name }}</strong><br>Hẹn gặp</p><ul><li>1 &lt; 2</li></ul>')).toBe(
    'Cảm ơn\nChào {{ trigger.name }}\nHẹn gặp\n1 < 2',
  );
  expect(richWords('{{ <p>')).toBe('<p>{{ &lt;p&gt;</p>');
});

test('only fields that may hold rich text and do are rich', () => {
  const label = { vi: 'Ô', en: 'Field' };
  const body = { key: 'body', type: 'text', format: 'richText', label, required: true } as const;
  const fields = [
    body,
    { key: 'subject', type: 'text', label, required: true },
    { key: 'parts', type: 'list', label, required: false, fields: [body] },
  ] as const;
  expect(richFields({ body: '<p>a</p>', subject: '<p>a</p>', parts: [{ body: 'a' }, { body: '<ul><li>a</li></ul>' }] }, fields)).toEqual([
    'body',
    'parts.1.body',
  ]);
  expect(richFields({ body: 'Giảm <p> hôm nay' }, fields)).toEqual([]);
});
