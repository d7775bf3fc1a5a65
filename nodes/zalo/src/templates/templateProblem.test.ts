import { noFiles } from '@noi/node-sdk';
import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { sendZns } from '../actions/sendZns.ts';
import { zaloPackage } from '../index.ts';

const logger = { debug() {}, info() {}, warn() {} };
const input = { phone: '0912345678', templateId: '320001', templateData: { customer_name: 'Lan', order_code: '100020' } };

test('it is known before sending that Zalo closed a template, at once when it is open again, and of others nothing is said', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  let minute = 0;
  const ask = async (templateId = '320001') => {
    const facts = {
      http: harness.http(),
      client: undefined,
      files: noFiles,
      connectionId: 'oa',
      idempotencyKey: 'k',
      logger,
      now: new Date(minute * 60_000),
      attempt: 1,
    };
    return (await sendZns.message?.problem?.({ input: { ...input, templateId }, ...facts }))?.vi ?? null;
  };
  expect(await ask()).toBeNull();
  await harness.play('disableTemplate', { templateId: '320001' });
  minute = 11;
  expect(await ask()).toContain('“Mời đánh giá đơn hàng” bị Zalo khoá');
  await harness.play('enableTemplate', { templateId: '320001' });
  expect(await ask()).toBeNull();
  expect(await ask('320004')).toContain('đang chờ Zalo duyệt');
  // Zalo itself says more about one that it does not know.
  expect(await ask('999')).toBeNull();
});
