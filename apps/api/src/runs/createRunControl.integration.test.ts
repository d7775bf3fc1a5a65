import { expect, test } from 'vitest';
import { createRunControl } from './createRunControl.ts';

const target = { workflowId: 'no-such-workflow', runId: 'r', stepId: 's', scope: 'root' };

test('while the engine is away, people are told so', async () => {
  const control = createRunControl({ address: '127.0.0.1:1', namespace: 'default' });
  await expect(control.continueNow(target)).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(control.stop(target)).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(control.isUp()).rejects.toThrow();
  await control.close();
});

test('a workflow that is not there is told apart from an engine that is away', async () => {
  const address = process.env.NOI_TEST_TEMPORAL_ADDRESS;
  if (address === undefined) throw new Error('Set NOI_TEST_TEMPORAL_ADDRESS, as npm test does');
  const control = createRunControl({ address, namespace: 'default' });
  expect(await control.isUp()).toBe(true);
  expect(await control.stop(target)).toBe('gone');
  await expect(control.continueNow(target)).rejects.toMatchObject({ code: 'run_ended' });
  await control.close();
});
