import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../testing/drawForm.tsx';
import { TrialTimeline } from './TrialTimeline.tsx';
import type { Trial } from './travel/travelFacts.ts';

const startedAt = '2026-11-22T03:00:00.000Z';
const visit = (nr: number) => ({ stepId: 'form', scope: `root/each[${nr}]`, visit: 1 });
const trialOf = (count: number): Trial => ({
  ...{ startedAt, endedAt: startedAt, outcome: { state: 'done' }, held: [] },
  records: Array.from({ length: count }, (_, nr) => ({ ...visit(nr), attempt: 1, at: Date.parse(startedAt), state: 'done' as const })),
  messages: Array.from({ length: count }, (_, nr) => ({ ...visit(nr), at: startedAt, channel: 'email', purpose: 'care' })),
});
const lines = () => document.querySelectorAll('.mantine-Timeline-item').length;
const messages = () => document.querySelectorAll('.tabler-icon-message-2').length;

test('a loop over very many items shows the first of them, each with its own message, and more when they are asked for', async () => {
  drawForm({ fields: [], around: () => <TrialTimeline simulation={trialOf(20_000)} /> });
  await expect.poll(lines).toBe(100);
  await expect.poll(messages).toBe(100);
  await userEvent.click(page.getByRole('button', { name: 'Xem thêm 100 (còn 19900)' }));
  await expect.poll(lines).toBe(200);
});

test('what is few is shown whole', async () => {
  drawForm({ fields: [], around: () => <TrialTimeline simulation={trialOf(101)} /> });
  await userEvent.click(page.getByRole('button', { name: 'Xem thêm 1 (còn 1)' }));
  await expect.poll(lines).toBe(101);
  expect(page.getByRole('button', { name: /Xem thêm/ }).query()).toBeNull();
});
