import { ActionIcon, Box, Button, Group, Text, Tooltip } from '@mantine/core';
import type { StepId } from '@noi/flow';
import {
  IconCopy,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconPower,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionId } from '../actions/EditorAction.ts';
import { actionOf } from '../actions/editorActions.ts';
import { useActionContext } from '../actions/useActionContext.ts';
import { StepMarks } from '../marks/StepMarks.tsx';
import { useEditor } from '../store/EditorContext.ts';
import classes from './Inspector.module.css';

const arranging: readonly (readonly [ActionId, ReactNode])[][] = [
  [
    ['alignLeft', <IconLayoutAlignLeft key="icon" size={18} />],
    ['alignCentre', <IconLayoutAlignCenter key="icon" size={18} />],
    ['alignRight', <IconLayoutAlignRight key="icon" size={18} />],
    ['distributeAcross', <IconLayoutDistributeVertical key="icon" size={18} />],
  ],
  [
    ['alignTop', <IconLayoutAlignTop key="icon" size={18} />],
    ['alignMiddle', <IconLayoutAlignMiddle key="icon" size={18} />],
    ['alignBottom', <IconLayoutAlignBottom key="icon" size={18} />],
    ['distributeDown', <IconLayoutDistributeHorizontal key="icon" size={18} />],
  ],
];

/** What can be done with several chosen steps at once. */
export function SelectionTools({ ids }: { ids: readonly StepId[] }) {
  const { t } = useTranslation();
  const ctx = useActionContext();
  return (
    <section className={classes.inspector} aria-label={t('editor.inspector')}>
      <Text p="md" fw={500}>
        {t('editor.selectedCount', { count: ids.length })}
      </Text>
      <Group px="md" gap="xs">
        <Button variant="default" leftSection={<IconCopy size={16} />} onClick={() => void actionOf('duplicate').run(ctx)}>
          {t('editor.duplicate')}
        </Button>
        <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => void actionOf('remove').run(ctx)}>
          {t('editor.removeSteps')}
        </Button>
        <Button variant="default" leftSection={<IconPower size={16} />} onClick={() => void actionOf('switchSteps').run(ctx)}>
          {t('marks.switchMany')}
        </Button>
      </Group>
      <Text px="md" pt="lg" pb={6} size="sm" fw={500}>
        {t('actions.group.arrange')}
      </Text>
      {arranging.map((row, index) => (
        <Group key={row[0]?.[0]} px="md" gap={6} mt={index > 0 ? 6 : 0}>
          {row.map(([id, icon]) => (
            <ArrangeButton key={id} id={id} icon={icon} />
          ))}
        </Group>
      ))}
      <Box px="md">
        <StepMarks ids={ids} />
      </Box>
    </section>
  );
}

function ArrangeButton({ id, icon }: { id: ActionId; icon: ReactNode }) {
  const { t } = useTranslation();
  const ctx = useActionContext();
  const action = actionOf(id);
  const canRun = useEditor((state) => action.can?.(state) ?? true);
  const title = t(`actions.title.${id}`);
  return (
    <Tooltip label={title}>
      <ActionIcon variant="default" size="lg" aria-label={title} disabled={!canRun} onClick={() => void action.run(ctx)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
