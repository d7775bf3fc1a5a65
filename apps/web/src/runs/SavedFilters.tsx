import { ActionIcon, Button, Group, Menu, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { type RunsFilter, readRunsFilter } from './runsSearch.ts';

interface SavedFiltersProps {
  readonly filter: RunsFilter;
  onChoose(filter: RunsFilter): void;
}

/** Filters that this member keeps, and a way to keep the present one. */
export function SavedFilters({ filter, onChoose }: SavedFiltersProps) {
  const { t } = useTranslation();
  const saved = useQuery(trpc.runs.savedFilters.queryOptions()).data ?? [];
  const isEmpty = Object.keys(filter).length === 0;
  const remove = useMutation(trpc.runs.removeSavedFilter.mutationOptions({ onError: useReportError(), onSettled: renew }));
  if (isEmpty && saved.length === 0) return null;
  return (
    <Group gap="xs">
      {saved.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button variant="default" leftSection={<IconBookmark size={16} />}>
              {t('runs.saved')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {saved.map(({ id, name, filter: kept }) => (
              <Group key={id} gap={2} wrap="nowrap">
                <Menu.Item flex={1} onClick={() => onChoose(readRunsFilter(kept))}>
                  {name}
                </Menu.Item>
                <ActionIcon variant="subtle" color="gray" aria-label={t('runs.removeSaved', { name })} onClick={() => remove.mutate({ id })}>
                  <IconTrash size={15} />
                </ActionIcon>
              </Group>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {!isEmpty && <SaveFilter filter={filter} />}
    </Group>
  );
}

function renew() {
  return queryClient.invalidateQueries({ queryKey: trpc.runs.savedFilters.queryKey() });
}

function SaveFilter({ filter }: { filter: RunsFilter }) {
  const { t } = useTranslation();
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const [name, setName] = useState('');
  const save = useMutation(
    trpc.runs.saveFilter.mutationOptions({
      onError: useReportError(),
      onSuccess: async () => {
        await renew();
        setName('');
        close();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ name, filter });
  }
  return (
    <Popover opened={isOpen} onDismiss={close} trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmarkPlus size={16} />} onClick={toggle}>
          {t('runs.saveFilter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput label={t('runs.filterName')} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
            <Text size="xs" c="dimmed" maw={240}>
              {t('runs.saveHint')}
            </Text>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('runs.saveNow')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
