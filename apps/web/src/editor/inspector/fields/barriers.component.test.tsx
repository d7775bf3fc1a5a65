import type { FieldDescriptor } from '@noi/node-sdk';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../../testing/drawForm.tsx';
import { seriousBarriers } from '../../../testing/seriousBarriers.ts';
// Loaded when a form asks for it; here before the test, whose patience is for the form.
import './FileField.tsx';
import './richText/RichEditor.tsx';

const field = (key: string, type: FieldDescriptor['type'], more: Partial<FieldDescriptor> = {}): FieldDescriptor => ({
  key,
  type,
  label: { vi: `Ô ${key}`, en: key },
  required: true,
  ...more,
});
const choices = ['a', 'b'].map((value) => ({ value, label: { vi: `Loại ${value}`, en: value } }));

test('no control has a serious barrier: empty and needed, or filled in', async () => {
  const answer = { files: [], limits: { fileBytes: 10_485_760, bytes: 209_715_200, files: 500 } };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([{ result: { data: answer } }]));
  const fields = [
    field('text', 'text', { sample: 'Chào bạn', maxLength: 20 }),
    field('money', 'number', { format: 'money' }),
    field('phone', 'text', { format: 'phone' }),
    field('link', 'text', { format: 'url' }),
    field('moment', 'text', { format: 'dateTime' }),
    field('email', 'text', { format: 'email' }),
    field('long', 'text', { format: 'longText' }),
    field('code', 'any', { format: 'json' }),
    field('yes', 'boolean'),
    field('one', 'choice', { choices }),
    field('pairs', 'object', { format: 'keyValue' }),
    field('words', 'list'),
    field('rows', 'list', { fields: [field('title', 'text'), field('price', 'number', { format: 'money' })] }),
    field('group', 'object', { fields: [field('inner', 'text')] }),
    field('letter', 'text', { format: 'richText' }),
    field('files', 'list', { format: 'file', maxItems: 2 }),
  ];
  drawForm({ fields });
  await expect.element(page.getByRole('textbox', { name: 'Ô letter' })).toBeVisible();
  expect(await barriers()).toEqual([]);

  drawForm({
    fields,
    input: {
      ...{ text: 'Dài hơn mức cho phép là hai mươi chữ', money: 50_000, link: 'shop.vn', moment: '2026-12-25T14:30:00+07:00', one: 'a' },
      ...{ pairs: { 'X-Shop': 'minh-tam' }, words: ['một', 'hai'], rows: [{ title: 'Sách', price: 79_000 }, { title: '' }], files: ['gone'] },
      letter: '<h2>Chào {{ trigger.customer.name }}</h2><ul><li>Sách</li></ul>',
    },
  });
  await expect.element(page.getByRole('group', { name: 'Ô rows: dòng 2' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: /^Chào/ })).toBeVisible();
  await userEvent.click(page.getByRole('textbox', { name: 'Ô letter' }));
  expect(await barriers()).toEqual([]);
});

async function barriers(): Promise<string[]> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  return seriousBarriers(await axe.run(document.body, { resultTypes: ['violations'] }));
}
