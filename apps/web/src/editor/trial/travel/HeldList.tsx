import { Stack, Text } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconClockPause, IconMessageOff, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../words/format.ts';
import { useText } from '../../../words/useText.ts';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { FirstOf } from '../FirstOf.tsx';
import { useStepNames } from '../useStepNames.ts';
import type { Trial } from './travelFacts.ts';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** Messages that were put off, left out or refused, each with its reason. */
export function HeldList({ held }: { held: Trial['held'] }) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  const zone = useEditor(selectZone);
  if (held.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500} mb={6}>
        {t('trial.heldTitle')}
      </Text>
      <FirstOf items={held}>
        {(shown) => (
          <Stack gap="sm" component="ul" aria-label={t('trial.heldTitle')} m={0} p={0} style={{ listStyle: 'none' }}>
            {shown.map(({ stepId, at, outcome, reason, until }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was held in one simulation never changes places.
              <li key={index}>
                {outcome === 'delay' && (
                  <StateBadge meaning="wait" icon={<IconClockPause size={13} />}>
                    {t('trial.delayedUntil', { at: formatDateTime(until ?? at, zone) })}
                  </StateBadge>
                )}
                {outcome === 'skip' && (
                  <StateBadge meaning="held" icon={<IconMessageOff size={13} />}>
                    {t('trial.skipped')}
                  </StateBadge>
                )}
                {outcome === 'refuse' && (
                  <StateBadge meaning="failure" icon={<IconX size={13} />}>
                    {t('trial.refused')}
                  </StateBadge>
                )}
                <Text size="sm" mt={4}>
                  {text(names.title(stepId))}{' '}
                  <Text span size="xs" c="dimmed">
                    {formatDateTime(at, zone)}
                  </Text>
                </Text>
                <Text size="xs" c="dimmed">
                  {text(reason)}
                </Text>
              </li>
            ))}
          </Stack>
        )}
      </FirstOf>
    </div>
  );
}
