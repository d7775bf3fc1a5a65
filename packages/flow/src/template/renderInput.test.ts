import { expect, test } from 'vitest';
import { renderInput } from './renderInput.ts';

const scope = { data: { trigger: { order: { code: '100020', total: 5 } }, steps: {} }, timezone: 'Asia/Ho_Chi_Minh', now: 0 };

test('every template in the input is filled, at any depth', () => {
  expect(renderInput({ ...scope, input: { a: 'Đơn {{ trigger.order.code }}', b: { c: ['{{ trigger.order.total }}', 1, null, true] } } })).toEqual({
    ok: true,
    value: { a: 'Đơn 100020', b: { c: [5, 1, null, true] } },
  });
});

test('missing data names the field and the data', () => {
  expect(renderInput({ ...scope, input: { templateData: { order_code: '{{ trigger.order.no }}' } } })).toMatchObject({
    ok: false,
    field: 'templateData.order_code',
    path: 'trigger.order.no',
  });
});

test("the node's fields turn numbers into text and digits into numbers where the field wants them", () => {
  const label = { vi: 'Ô', en: 'Field' };
  const fields = [
    { key: 'text', type: 'text', label, required: true },
    { key: 'number', type: 'number', label, required: true },
    { key: 'deep', type: 'object', label, required: true, fields: [{ key: 'on', type: 'boolean', label, required: true }] },
  ] as const;
  expect(renderInput({ ...scope, fields, input: { text: '{{ trigger.order.total }}', number: '{{ trigger.order.code }}', deep: { on: 'true' } } })).toEqual({
    ok: true,
    value: { text: '5', number: 100020, deep: { on: true } },
  });
});

test('in rich text data is words; in a field of plain words, data that looks like rich text is too', () => {
  const fields = [{ key: 'body', type: 'text', format: 'richText', label: { vi: 'Nội dung', en: 'Body' }, required: true }] as const;
  const data = { trigger: { x: '<p>Chào & \nhẹn gặp</p>' }, steps: {} };
  const body = (template: string, rich?: readonly string[]) => renderInput({ ...scope, data, fields, input: { body: template }, rich });
  const escaped = '&lt;p&gt;Chào &amp; <br>hẹn gặp&lt;/p&gt;';
  expect(body('<p>{{ trigger.x }}</p>', ['body'])).toEqual({ ok: true, value: { body: `<p>${escaped}</p>` } });
  expect(body('{{ trigger.x }}')).toEqual({ ok: true, value: { body: `<p>${escaped}</p>` } });
  expect(body('Thư: {{ trigger.x }}')).toEqual({ ok: true, value: { body: 'Thư: <p>Chào & \nhẹn gặp</p>' } });
});
