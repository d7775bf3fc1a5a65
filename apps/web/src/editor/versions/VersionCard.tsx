import { Badge, Button, Group, Paper, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowsDiff, IconHistory, IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, api, queryClient, trpc } from '../../api/trpc.ts';
import { useReportError } from '../../errors/useReportError.ts';
import { formatDateTime } from '../../words/format.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import { Difference } from './Difference.tsx';
import type { Compared } from './diff/Compared.ts';

interface VersionCardProps {
  readonly version: ApiOutputs['flows']['versions'][number];
  /** The version before it. */
  readonly formerId: string | null;
  readonly isLive: boolean;
  readonly facts: FlowFacts;
  onRestored(): void;
  onCompare(compared: Compared): void;
}

/** One published version. */
export function VersionCard({ version, formerId, isLive, facts, onRestored, onCompare }: VersionCardProps) {
  const { t } = useTranslation();
  const { flowId, queue } = useEditorContext();
  const [isShowing, setShowing] = useState(false);
  const [isNaming, setNaming] = useState(false);
  const onError = useReportError();
  const restore = useMutation({
    mutationFn: async () => {
      await api.flows.restore.mutate({ id: flowId, versionId: version.id, revision: await queue.flush() });
      await facts.refresh();
    },
    onError,
    onSuccess: () => {
      notifications.show({ color: 'jade', message: t('versions.restored', { number: version.number }) });
      onRestored();
    },
  });

  return (
    <Paper withBorder p="sm" radius="md" role="listitem" aria-label={t('versions.number', { number: version.number })}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={600}>{version.name ?? t('versions.number', { number: version.number })}</Text>
            <Text size="xs" c="dimmed">
              {version.name !== null && `${t('versions.number', { number: version.number })} · `}
              {formatDateTime(version.publishedAt)}
            </Text>
          </div>
          {isLive && (
            <Badge color="jade" variant="light" tt="none">
              {t('versions.live')}
            </Badge>
          )}
        </Group>
        {formerId === null && (
          <Text size="sm" c="dimmed">
            {t('versions.first')}
          </Text>
        )}
        {isNaming ? (
          <NameForm version={version} onDone={() => setNaming(false)} />
        ) : (
          <Group gap="xs">
            {formerId !== null && (
              <Button size="xs" variant="default" aria-expanded={isShowing} onClick={() => setShowing(!isShowing)}>
                {t(isShowing ? 'versions.hideChanges' : 'versions.compare')}
              </Button>
            )}
            {formerId !== null && (
              <Button size="xs" variant="default" leftSection={<IconArrowsDiff size={14} />} onClick={() => onCompare({ from: formerId, to: version.id })}>
                {t('versions.onCanvas')}
              </Button>
            )}
            <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} onClick={() => setNaming(true)}>
              {t('versions.rename')}
            </Button>
            <Tooltip label={t('versions.restoreHint')} multiline w={260}>
              <Button size="xs" variant="default" leftSection={<IconHistory size={14} />} loading={restore.isPending} onClick={() => restore.mutate()}>
                {t('versions.restore')}
              </Button>
            </Tooltip>
          </Group>
        )}
        {isShowing && formerId !== null && <Difference from={formerId} to={version.id} />}
      </Stack>
    </Paper>
  );
}

function NameForm({ version, onDone }: { version: VersionCardProps['version']; onDone(): void }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const [name, setName] = useState(version.name ?? '');
  const save = useMutation(
    trpc.flows.nameVersion.mutationOptions({
      onError: useReportError(),
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.flows.versions.queryKey({ id: flowId }) });
        onDone();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ id: flowId, versionId: version.id, name });
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          flex={1}
          size="xs"
          label={t('versions.name')}
          maxLength={120}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={save.isPending}>
          {t('versions.saveName')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('app.cancel')}
        </Button>
      </Group>
    </form>
  );
}
