import { Anchor, Group, Text } from '@mantine/core';
import type { DynamicSnapshot } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../words/format.ts';
import { useText } from '../../../words/useText.ts';

/** What is known of a choice of the account: what it is called and costs, of what kind it is, where it can be seen. */
export function SnapshotFacts({ snapshot }: { snapshot: DynamicSnapshot }) {
  const { t } = useTranslation();
  const text = useText();
  const words = [
    ...(snapshot.title ? [snapshot.title] : []),
    ...(snapshot.priceVnd === undefined ? [] : [t('editor.pricePerMessage', { price: formatMoney(snapshot.priceVnd) })]),
    ...(snapshot.facts ?? []).map(text),
  ];
  return (
    <Group gap="sm" mb="xs">
      {words.map((one) => (
        <Text key={one} size="xs" c="dimmed">
          {one}
        </Text>
      ))}
      {snapshot.previewUrl && (
        <Anchor size="xs" href={snapshot.previewUrl} target="_blank" rel="noreferrer">
          {t('editor.seeTemplate')}
        </Anchor>
      )}
    </Group>
  );
}
