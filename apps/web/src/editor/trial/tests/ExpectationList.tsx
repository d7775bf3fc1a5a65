import { Group, Stack, Text } from '@mantine/core';
import { strong } from '@noi/ui';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../../api/trpc.ts';
import { useText } from '../../../words/useText.ts';

type Results = ApiOutputs['flowTests']['run'][number]['expectations'];

/** What was expected, and what happened where it does not hold. */
export function ExpectationList({ results }: { results: Results }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {results.map(({ words, holds, instead }) => (
        <Group component="li" key={words.en} gap={8} wrap="nowrap" align="flex-start">
          {holds ? (
            <IconCheck size={16} color={strong('success')} style={{ flex: 'none', marginTop: 3 }} aria-label={t('trial.testPasses')} />
          ) : (
            <IconX size={16} color={strong('failure')} style={{ flex: 'none', marginTop: 3 }} aria-label={t('trial.testFails')} />
          )}
          <div>
            <Text size="sm">{text(words)}</Text>
            {instead && (
              <Text size="xs" c={strong('failure')}>
                {t('trial.instead', { what: text(instead) })}
              </Text>
            )}
          </div>
        </Group>
      ))}
    </Stack>
  );
}
