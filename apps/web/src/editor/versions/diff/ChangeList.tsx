import { Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../../api/trpc.ts';
import { useText } from '../../../words/useText.ts';
import { DiffBadge } from './DiffBadge.tsx';
import classes from './DiffView.module.css';
import { WireChanges } from './WireChanges.tsx';

type Difference = ApiOutputs['flows']['compare'];
type Field = Difference['settings'][number];

interface ChangeListProps {
  readonly difference: Difference;
  /** The step that was clicked; its fields are shown. */
  readonly chosen: string | null;
  onChoose(stepId: string | null): void;
}

/** All that changed, in words; the chosen step with each of its fields before and after. */
export function ChangeList({ difference: { steps, wires, settings }, chosen, onChoose }: ChangeListProps) {
  const { t } = useTranslation();
  const text = useText();
  const isSame = steps.length + wires.length + settings.length === 0;
  const isOther = chosen !== null && !steps.some(({ stepId }) => stepId === chosen);
  return (
    <Stack gap="sm" data-testid="changes">
      <Title order={2} fz="1rem">
        {t('versions.changes')}
      </Title>
      {isSame && <Text c="dimmed">{t('versions.noDifference')}</Text>}
      {isOther && (
        <Text size="sm" c="dimmed">
          {t('versions.stepSame')}
        </Text>
      )}
      {steps.map(({ stepId, kind, title, fields }) => (
        <div key={stepId}>
          <UnstyledButton className={classes.change ?? ''} aria-pressed={chosen === stepId} onClick={() => onChoose(chosen === stepId ? null : stepId)}>
            <Group gap={8} wrap="nowrap">
              <DiffBadge kind={kind} />
              <Text size="sm" fw={600}>
                {text(title)}
              </Text>
            </Group>
            {chosen !== stepId && fields.length > 0 && (
              <Text size="xs" c="dimmed" mt={4}>
                {t('versions.fields', { count: fields.length })}
              </Text>
            )}
          </UnstyledButton>
          {chosen === stepId && <Fields fields={fields} />}
        </div>
      ))}
      {settings.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('versions.settings')}
          </Text>
          <Fields fields={settings} />
        </div>
      )}
      <WireChanges wires={wires} />
    </Stack>
  );
}

function Fields({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation();
  const text = useText();
  const shown = (value: Field['from']) => (value === null ? t('versions.unset') : text(value));
  return (
    <Stack gap={6} mt="xs">
      {fields.map(({ path, label, from, to }) => (
        <div key={path}>
          <Text size="xs" c="dimmed">
            {text(label)}
          </Text>
          <Text size="sm" className={classes.before ?? ''}>
            {t('versions.was', { value: shown(from) })}
          </Text>
          <Text size="sm" className={classes.after ?? ''}>
            {t('versions.is', { value: shown(to) })}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
