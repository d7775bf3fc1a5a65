import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';

type Asked = Pick<ApiOutputs['approvals']['list'][number], 'question' | 'subject' | 'customer' | 'flowName' | 'askedAt' | 'until' | 'state'>;

/** What is asked, about whom, by which flow, and until when. */
export function Question({ asked: { question, subject, customer, flowName, askedAt, until, state } }: { asked: Asked }) {
  const { t } = useTranslation();
  const about = [subject, customer].filter(Boolean).join(' · ');

  return (
    <>
      {about && (
        <Text size="sm" fw={500}>
          {about}
        </Text>
      )}
      <Text fz="1.0625rem" fw={600} my={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {question}
      </Text>
      <Text size="sm" c="dimmed">
        {t('approvals.askedBy', { flow: flowName, at: formatDateTime(askedAt) })}
        {state === 'open' && until !== null && ` · ${t('approvals.until', { at: formatDateTime(until) })}`}
      </Text>
    </>
  );
}
