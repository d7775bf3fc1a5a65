import { expect, test } from 'vitest';
import { canvasNumbers, portKey } from './NumbersContext.ts';

test('what left a step by one way is added up, whichever way it ended', () => {
  const step = { stepId: 'send', waiting: 1, passed: 3, failed: 1, dropped: 2 };
  const ports = [
    { stepId: 'send', port: 'next', count: 3 },
    { stepId: 'send', port: 'next', count: 2 },
    { stepId: 'send', port: 'error', count: 1 },
  ];
  const numbers = canvasNumbers({ steps: [step], ports }, { flowId: 'f', period: '7d' });
  expect(numbers.steps.get('send')).toEqual(step);
  expect(numbers.ports.get(portKey('send', 'next'))).toBe(5);
  expect(numbers.ports.get(portKey('send', 'error'))).toBe(1);
  expect(numbers.ports.get(portKey('send', 'timeout'))).toBeUndefined();
});
