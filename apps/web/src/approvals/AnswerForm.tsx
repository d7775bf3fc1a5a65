import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Decision = 'approve' | 'reject';

interface AnswerFormProps {
  /** What the person said before. */
  readonly former: Decision | null;
  /** The answer that is on its way. */
  readonly sending: Decision | null;
  onSay(answer: { decision: Decision; comment: string }): void;
}

/** The two answers, and a word to go with them. */
export function AnswerForm({ former, sending, onSay }: AnswerFormProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const button = (decision: Decision) => ({
    loading: sending === decision,
    disabled: sending !== null,
    onClick: () => onSay({ decision, comment }),
  });

  return (
    <>
      {former !== null && (
        <Text size="sm" mt="sm">
          {t('approvals.said', { decision: t(`approvals.${former}`) })}
        </Text>
      )}
      <Textarea
        mt="sm"
        label={t('approvals.comment')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group grow mt="sm">
        <Button variant="default" leftSection={<IconX size={18} />} {...button('reject')}>
          {t('approvals.reject')}
        </Button>
        <Button leftSection={<IconCheck size={18} />} {...button('approve')}>
          {t('approvals.approve')}
        </Button>
      </Group>
    </>
  );
}
