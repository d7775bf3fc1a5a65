import { expect, test } from 'vitest';
import { draftInput } from './draftInput.ts';

type Request = Parameters<typeof draftInput>[0];

const row = { scope: 'root', stepId: 'mail', input: null, output: null };
const event = { payload: { order: { code: 'A1' } } };
const step: Request['step'] = {
  ...{ id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, position: { x: 0, y: 0 } },
  input: { to: '{{ trigger.order.customer.email }}', subject: 'Đơn {{ trigger.order.code }}', more: { greeting: '{{ steps.greet.text }}', count: 3 } },
};
const greeted = { ...row, stepId: 'greet', output: { text: 'Chào' } };
const draft = (change: Partial<Request> = {}, steps: Request['detail']['steps'] = [greeted, row]) =>
  draftInput({ detail: { steps, event, graph: { settings: { timezone: 'Asia/Ho_Chi_Minh' } } }, row, step, fields: [], now: 0, ...change });

test('templates are filled as far as there is data; what is missing is left to be written', () => {
  expect(draft()).toEqual({ to: '', subject: 'Đơn A1', more: { greeting: 'Chào', count: 3 } });
});

test('what ran in another item of a loop is not read', () => {
  expect(draft({}, [{ ...greeted, scope: 'root/loop#1[0]' }, row])).toMatchObject({ more: { greeting: '' } });
});

test('an input that the run had is what it starts from', () => {
  expect(draft({ row: { ...row, input: { to: 'lan@example.com' } } })).toEqual({ to: 'lan@example.com' });
});
