import { Alert, List, Select, Stack, Text } from '@mantine/core';
import type { Text as Words } from '@noi/node-sdk';
import { IconPuzzle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { useText } from '../words/useText.ts';

export interface ImportReportProps {
  readonly preview: ApiOutputs['files']['preview'];
  readonly accounts: Readonly<Record<string, string>>;
  onAccounts(accounts: Readonly<Record<string, string>>): void;
}

/** What taking a flow in means here: how much it brings, which accounts it needs, what does not work yet. */
export function ImportReport({ preview, accounts, onAccounts }: ImportReportProps) {
  const { t } = useTranslation();
  const text = useText();
  const list = (words: readonly Words[]) => words.map(text).join(', ');

  return (
    <Stack gap="sm">
      <Text size="sm">{t('files.brings', { steps: Object.keys(preview.graph.steps).length, tests: preview.tests })}</Text>
      {preview.accounts.map(({ type, title, steps, choices }) => (
        <Select
          key={type}
          label={t('files.accountFor', { account: text(title) })}
          description={t('files.accountSteps', { steps: list(steps) })}
          placeholder={choices.length === 0 ? t('files.accountNone') : t('files.accountLater')}
          disabled={choices.length === 0}
          clearable
          data={choices.map(({ id, name, mode }) => ({ value: id, label: `${name} · ${t(mode === 'sandbox' ? 'editor.sandbox' : 'editor.live')}` }))}
          value={accounts[type] ?? null}
          onChange={(chosen) => {
            const { [type]: _former, ...others } = accounts;
            onAccounts(chosen === null ? others : { ...others, [type]: chosen });
          }}
        />
      ))}
      {preview.unknown.length > 0 && (
        <Alert color="yellow" icon={<IconPuzzle size={18} />} title={t('files.unknownTitle')}>
          <Text size="sm">{t('files.unknownHint')}</Text>
          <List size="sm" mt={4}>
            {preview.unknown.map(({ stepId, title, node }) => (
              <List.Item key={stepId}>
                {text(title)} ({node})
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {preview.refill.length > 0 && (
        <div>
          <Text size="sm" fw={500}>
            {t('files.refillTitle')}
          </Text>
          <List size="sm" c="dimmed" mt={4}>
            {preview.refill.map(({ stepId, title, field }) => (
              <List.Item key={`${stepId} ${field.en}`}>
                {text(title)} · {text(field)}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}
