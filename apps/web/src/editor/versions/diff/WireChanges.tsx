import { List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../../api/trpc.ts';
import { useText } from '../../../words/useText.ts';

/** The wires that came or went between two versions, in words. */
export function WireChanges({ wires }: { wires: ApiOutputs['flows']['compare']['wires'] }) {
  const { t } = useTranslation();
  const text = useText();
  if (wires.length === 0) return null;
  return (
    <List size="xs" c="dimmed" spacing={2}>
      {wires.map((wire) => (
        <List.Item key={`${wire.kind} ${wire.from} ${wire.port} ${wire.to}`}>
          {t(wire.kind === 'added' ? 'versions.wireAdded' : 'versions.wireRemoved', { wire: text(wire.words) })}
        </List.Item>
      ))}
    </List>
  );
}
