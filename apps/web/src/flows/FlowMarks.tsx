import { ActionIcon, Badge, Checkbox, Group } from '@mantine/core';
import { IconFolder, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import type { Flow, FlowPlace } from './arrangeFlows.ts';
import classes from './FlowRow.module.css';

/** The box that chooses a flow for what is done with several, and the member's own star. */
export function FlowMarks({ flow, place, isChosen, onChoose }: { flow: Flow; place: FlowPlace; isChosen: boolean; onChoose(isChosen: boolean): void }) {
  const { t } = useTranslation();
  const star = useMutation(
    trpc.shelves.star.mutationOptions({ onError: useReportError(), onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.shelves.pathKey() }) }),
  );
  // The new star shows at once; the list follows.
  const isStarred = star.isPending ? star.variables.isStarred : place.isStarred;
  return (
    <Group gap={4} wrap="nowrap" className={`${classes.number} ${classes.marks}`}>
      <Checkbox
        size="xs"
        aria-label={t('shelves.choose', { name: flow.name })}
        checked={isChosen}
        onChange={(changed) => onChoose(changed.currentTarget.checked)}
      />
      <ActionIcon
        size="md"
        variant="subtle"
        color={isStarred ? 'yellow.8' : 'gray'}
        aria-label={t('shelves.star', { name: flow.name })}
        aria-pressed={isStarred}
        onClick={() => star.mutate({ id: flow.id, isStarred: !isStarred })}
      >
        {isStarred ? <IconStarFilled size={16} /> : <IconStar size={16} />}
      </ActionIcon>
    </Group>
  );
}

/** Its folder and tags, in small. */
export function FlowPlaceWords({ place, folderName }: { place: FlowPlace; folderName?: string | undefined }) {
  if (folderName === undefined && place.tags.length === 0) return null;
  return (
    <Group gap={4} mt={6}>
      {folderName !== undefined && (
        <Badge size="sm" variant="default" tt="none" fw={500} leftSection={<IconFolder size={11} />}>
          {folderName}
        </Badge>
      )}
      {place.tags.map((tag) => (
        <Badge key={tag} size="sm" variant="default" tt="none" fw={500}>
          #{tag}
        </Badge>
      ))}
    </Group>
  );
}
