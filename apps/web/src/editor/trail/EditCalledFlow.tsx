import { Button } from '@mantine/core';
import type { StepId } from '@noi/flow';
import { IconPencil } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../store/EditorContext.ts';
import { keepPlace } from './keptPlace.ts';
import { readEditorSearch, trailInto } from './trail.ts';

/** Opens the editor of a called flow, with a way back to this place and this step. */
export function EditCalledFlow({ stepId, flowId, name }: { stepId: StepId; flowId: string; name: string }) {
  const { t } = useTranslation();
  const { flowId: here } = useEditorContext();
  const { trail } = readEditorSearch(useSearch({ strict: false }));
  const { getViewport } = useReactFlow();
  return (
    <Button
      renderRoot={(props) => <Link to="/flows/$id" params={{ id: flowId }} search={trailInto(here, trail)} {...props} />}
      variant="default"
      size="xs"
      leftSection={<IconPencil size={15} />}
      onClick={() => keepPlace(sessionStorage, here, { viewport: getViewport(), steps: [stepId] })}
    >
      {t('steps.flowEdit', { name })}
    </Button>
  );
}
