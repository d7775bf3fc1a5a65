import { Alert, Button } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../../store/EditorContext.ts';

/** What a container of branches does; its branches are drawn on the canvas. */
export function BranchesForm({ step }: { step: StepOf<'parallel'> | StepOf<'first'> }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  return (
    <>
      <Alert color="gray" icon={<IconInfoCircle size={18} />} mb="md">
        {t(`steps.${step.kind}Hint`)}
      </Alert>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={(click) => {
          const box = click.currentTarget.getBoundingClientRect();
          store.getState().startAdding({ parent: step.id, anchor: { x: box.left, y: box.bottom + 6 } });
        }}
      >
        {t('branches.branchAdd')}
      </Button>
    </>
  );
}
