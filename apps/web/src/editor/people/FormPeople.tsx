import { Text } from '@mantine/core';
import type { StepId } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../store/EditorContext.ts';
import { StepPeople } from './StepPeople.tsx';
import { usePersonName } from './usePersonName.ts';

/** Says in a step's form that somebody else has it open, too. */
export function FormPeople({ stepId }: { stepId: StepId }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  const people = useEditor(({ peopleAt }) => peopleAt.get(stepId));
  if (!people) return null;
  return (
    <Text size="xs" c="dimmed" px="md" py={6} role="status" display="flex" style={{ gap: 6, alignItems: 'center' }}>
      <StepPeople stepId={stepId} /> {t('people.alsoEditing', { names: people.map(nameOf).join(', ') })}
    </Text>
  );
}
