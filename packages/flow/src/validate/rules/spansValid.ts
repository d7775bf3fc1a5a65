import type { Text } from '@noi/node-sdk';
import type { Span } from '../../graph/FlowGraph.ts';
import { spanFault } from '../checkSpan.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Time-outs and reminders that are set lie ahead. */
export function spansValid({ steps }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    const spans: [field: string, span: Span | undefined, words: Text][] = [];
    if (step.kind === 'waitForEvent' || step.kind === 'approval') spans.push(['timeout', step.timeout, timeout]);
    if (step.kind === 'approval') spans.push(['remindEvery', step.remindEvery, reminder]);
    return spans.flatMap(([field, span, words]) => {
      const message = span && spanFault(span, words);
      return message ? [{ code: 'wait_invalid', severity: 'error', stepId: step.id, field, message }] : [];
    });
  });
}

const timeout: Text = { vi: 'thời hạn đợi', en: 'the time-out' };
const reminder: Text = { vi: 'khoảng cách nhắc lại', en: 'the time between reminders' };
