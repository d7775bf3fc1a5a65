import { Alert, Badge, Group, List, Paper, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../api/trpc.ts';
import { useLanguage, useText } from '../../words/useText.ts';
import { effectLines, type StepEffect } from './effectLines.ts';

export type Choice = 'keep' | 'move' | 'cancel';
export type Choices = Readonly<Record<string, Choice>>;

interface InFlightChoicesProps {
  /** Absent while it is being worked out. */
  readonly preview: ApiOutputs['flows']['publishPreview'] | undefined;
  readonly choices: Choices;
  onChange(choices: Choices): void;
}

/** Shows where runs of former versions wait and what the new version would do to them, and asks what becomes of them. Without a choice they keep their version. */
export function InFlightChoices({ preview, choices, onChange }: InFlightChoicesProps) {
  const { t } = useTranslation();
  if (preview === undefined) return <Skeleton height={96} role="status" aria-label={t('app.loading')} />;
  const touched = preview.steps.filter(({ change }) => change !== 'same');
  if (preview.runs === 0) return null;
  if (touched.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('versions.untouched', { count: preview.runs })}
      </Text>
    );
  }
  // Some of them wait at several steps at once.
  const isSeveral = touched.reduce((sum, { runs }) => sum + runs, 0) > preview.runs;
  const looked = preview.looked < preview.runs && !preview.isCut ? preview.looked : null;
  return (
    <Stack gap="xs" role="group" aria-label={t('versions.inFlight', { count: preview.runs })}>
      <Group gap={8} wrap="nowrap">
        <IconUsers size={18} aria-hidden />
        <Text size="sm" fw={600}>
          {t('versions.inFlight', { count: preview.runs })}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {t('versions.inFlightHint')}
        {isSeveral && ` ${t('versions.several')}`}
      </Text>
      {preview.isCut && (
        <Alert color="yellow" py="xs" icon={<IconAlertTriangle size={18} />}>
          {t('versions.cut', { count: preview.looked, total: preview.runs })}
        </Alert>
      )}
      {touched.map((effect) => (
        <StepChoice
          key={effect.stepId}
          effect={effect}
          looked={looked}
          choice={choices[effect.stepId] ?? 'keep'}
          onChoose={(choice) => onChange({ ...choices, [effect.stepId]: choice })}
        />
      ))}
    </Stack>
  );
}

interface StepChoiceProps {
  readonly effect: StepEffect;
  readonly looked: number | null;
  readonly choice: Choice;
  onChoose(choice: Choice): void;
}

const tone = { removed: 'red', changed: 'gray', ahead: 'gray', same: 'gray' } as const;

function StepChoice({ effect, looked, choice, onChoose }: StepChoiceProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { title, nextTitle, change, runs } = effect;
  const lines = effectLines(effect, { language, looked, between: (least, most) => t('versions.between', { least, most }) });
  const isRenamed = nextTitle !== null && text(nextTitle) !== text(title);
  return (
    <Paper withBorder p="sm" radius="md" role="group" aria-label={text(title)}>
      <Stack gap={8}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Text size="sm" fw={600} flex={1} miw={0}>
            {isRenamed ? `${text(title)} → ${text(nextTitle)}` : text(title)}
          </Text>
          {change !== 'same' && (
            <Badge color={tone[change]} variant="light" tt="none">
              {t(`versions.${change}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm">{t('versions.waitingHere', { count: runs })}</Text>
        <div>
          <Text size="xs" c="dimmed">
            {t('versions.ifMoved')}
          </Text>
          <List size="sm" spacing={2}>
            {lines.map(({ key, values, isLoud }) => (
              <List.Item key={key} {...(isLoud && { fw: 600 })}>
                {t(`versions.${key}`, values)}
              </List.Item>
            ))}
          </List>
        </div>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('versions.choiceOf', { step: text(title) })}
          value={choice}
          onChange={(value) => onChoose(value as Choice)}
          data={(['keep', 'move', 'cancel'] as const).map((value) => ({ value, label: t(`versions.${value}`) }))}
        />
      </Stack>
    </Paper>
  );
}
