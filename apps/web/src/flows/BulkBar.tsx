import { Button, Card, Group, Select, TagsInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import type { FlowPlace } from './arrangeFlows.ts';

export interface BulkBarProps {
  readonly chosen: readonly string[];
  readonly folders: readonly { readonly id: string; readonly name: string }[];
  readonly places: ReadonlyMap<string, FlowPlace>;
  onDone(): void;
}

/** What is done with several flows at once: putting them away, giving them tags. */
export function BulkBar({ chosen, folders, places, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  const [tags, setTags] = useState<string[]>([]);
  const onError = useReportError();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.shelves.pathKey() });
  const move = useMutation(
    trpc.shelves.move.mutationOptions({
      onError,
      async onSuccess() {
        await refresh();
        onDone();
      },
    }),
  );
  const addTags = useMutation({
    mutationFn: (added: string[]) =>
      Promise.all(chosen.map((id) => api.shelves.setTags.mutate({ id, tags: [...new Set([...(places.get(id)?.tags ?? []), ...added])] }))),
    onError,
    async onSuccess() {
      await refresh();
      onDone();
    },
  });

  return (
    <Card withBorder padding="sm" mb="sm" component="section" aria-label={t('shelves.chosen', { count: chosen.length })}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {t('shelves.chosen', { count: chosen.length })}
        </Text>
        <Select
          w={200}
          size="xs"
          aria-label={t('shelves.moveTo')}
          placeholder={t('shelves.moveTo')}
          value={null}
          data={[...folders.map(({ id, name }) => ({ value: id, label: name })), { value: 'none', label: t('shelves.none') }]}
          onChange={(value) => value !== null && move.mutate({ flowIds: [...chosen], folderId: value === 'none' ? null : value })}
        />
        <TagsInput size="xs" w={220} aria-label={t('shelves.addTags')} placeholder={t('shelves.addTags')} value={tags} onChange={setTags} maxTags={5} />
        <Button size="xs" variant="light" disabled={tags.length === 0} loading={addTags.isPending} onClick={() => addTags.mutate(tags)}>
          {t('shelves.tagThem')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('app.clear')}
        </Button>
      </Group>
    </Card>
  );
}
