import { Button, Group, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery, useSessionStorage } from '@mantine/hooks';
import { EmptyState } from '@noi/ui';
import { IconFolderCog, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { arrangeFlows, type Flow, type FlowSort, type FlowView, placeOf, wholeView } from './arrangeFlows.ts';
import { BulkBar } from './BulkBar.tsx';
import { FlowRow } from './FlowRow.tsx';
import { FoldersDialog } from './FoldersDialog.tsx';

/** Flows with what finds them again: search, folders, tags, favourites, order. */
export function FlowList({ flows }: { flows: readonly Flow[] }) {
  const { t } = useTranslation();
  const shelves = useQuery(trpc.shelves.list.queryOptions());
  const [view, setView] = useSessionStorage<FlowView>({ key: 'noi.flows.view', defaultValue: wholeView });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isManaging, setManaging] = useState(false);
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const folders = shelves.data?.folders ?? [];
  const places = useMemo(() => new Map(shelves.data?.places.map(({ flowId, ...place }) => [flowId, place])), [shelves.data]);
  const tags = useMemo(() => [...new Set([...places.values()].flatMap((place) => place.tags))].sort((one, other) => one.localeCompare(other, 'vi')), [places]);
  // A folder or tag that is gone must not hide everything.
  const shelf = ['all', 'starred', 'none', ...folders.map(({ id }) => id)].includes(view.shelf) ? view.shelf : 'all';
  const shown = arrangeFlows(flows, places, { ...view, shelf, tags: view.tags.filter((tag) => tags.includes(tag)) });
  const sorts: FlowSort[] = ['changed', 'name', 'runs', 'failed'];

  return (
    <>
      <Group gap="xs" mb="sm" align="flex-end">
        <TextInput
          flex={{ base: '1 1 100%', sm: '1 1 200px' }}
          aria-label={t('shelves.search')}
          placeholder={t('shelves.search')}
          leftSection={<IconSearch size={16} />}
          value={view.query}
          onChange={(changed) => setView({ ...view, query: changed.currentTarget.value })}
        />
        <Select
          flex={{ base: '1 1 120px', sm: '0 0 190px' }}
          aria-label={t('shelves.folder')}
          allowDeselect={false}
          value={shelf}
          onChange={(value) => setView({ ...view, shelf: value ?? 'all' })}
          data={[
            { value: 'all', label: t('shelves.all') },
            { value: 'starred', label: t('shelves.starred') },
            ...folders.map(({ id, name }) => ({ value: id, label: name })),
            ...(folders.length > 0 ? [{ value: 'none', label: t('shelves.none') }] : []),
          ]}
        />
        {tags.length > 0 && (
          <MultiSelect
            flex={{ base: '1 1 100%', sm: '0 0 200px' }}
            aria-label={t('shelves.tags')}
            placeholder={view.tags.length === 0 ? t('shelves.tags') : ''}
            data={tags}
            value={view.tags.filter((tag) => tags.includes(tag))}
            onChange={(value) => setView({ ...view, tags: value })}
            clearable
          />
        )}
        <Select
          flex={{ base: '1 1 120px', sm: '0 0 170px' }}
          aria-label={t('shelves.sort')}
          allowDeselect={false}
          value={view.sort}
          onChange={(value) => setView({ ...view, sort: sorts.find((sort) => sort === value) ?? 'changed' })}
          data={sorts.map((sort) => ({ value: sort, label: t(`shelves.sortBy.${sort}`) }))}
        />
        <Button
          variant="default"
          {...(isPhone ? { px: 'xs', 'aria-label': t('shelves.folders') } : { leftSection: <IconFolderCog size={16} /> })}
          onClick={() => setManaging(true)}
        >
          {isPhone ? <IconFolderCog size={18} /> : t('shelves.folders')}
        </Button>
      </Group>
      {chosen.length > 0 && <BulkBar chosen={chosen} folders={folders} places={places} onDone={() => setChosen([])} />}
      {shown.length === 0 ? (
        <EmptyState
          icon={<IconSearchOff size={26} />}
          title={t('shelves.nothing')}
          actions={
            <Button variant="default" onClick={() => setView({ ...wholeView, sort: view.sort })}>
              {t('shelves.showAll')}
            </Button>
          }
        >
          {t('shelves.nothingHint')}
        </EmptyState>
      ) : (
        <Stack component="ul" aria-label={t('flows.list')} gap="sm" p={0} m={0}>
          {shown.map((flow) => (
            <FlowRow
              key={flow.id}
              flow={flow}
              place={placeOf(flow, places)}
              folderName={folders.find(({ id }) => id === placeOf(flow, places).folderId)?.name}
              isChosen={chosen.includes(flow.id)}
              onChoose={(isChosen) => setChosen(isChosen ? [...chosen, flow.id] : chosen.filter((id) => id !== flow.id))}
            />
          ))}
        </Stack>
      )}
      <Text size="xs" c="dimmed" mt="xs" role="status">
        {t('shelves.count', { shown: shown.length, all: flows.length })}
      </Text>
      {isManaging && <FoldersDialog folders={folders} onClose={() => setManaging(false)} />}
    </>
  );
}
