import { expect, test } from 'vitest';
import { createRunControl } from './createRunControl.ts';

const target = { workflowId: 'no-such-workflow', runId: 'r', stepId: 's' };

test('while the engine is away, people are told so', async () => {
  const control = createRunControl({ address: '127.0.0.1:1', namespace: 'default' });
  await expect(control.continueNow(target)).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(control.stop(target)).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(control.isUp()).rejects.toThrow();
  await control.close();
});
