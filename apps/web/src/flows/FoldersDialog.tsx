import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { ConfirmButton } from '@noi/ui';
import { IconCheck, IconFolderPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

interface Folder {
  readonly id: string;
  readonly name: string;
}

const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.shelves.pathKey() });

/** Makes, renames and removes folders; flows of a removed one stay. */
export function FoldersDialog({ folders, onClose }: { folders: readonly Folder[]; onClose(): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.shelves.createFolder.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        setName('');
        return refresh();
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={t('shelves.folders')}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (name.trim()) create.mutate({ name: name.trim() });
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            data-autofocus
            flex={1}
            label={t('shelves.newFolder')}
            maxLength={60}
            value={name}
            onChange={(changed) => setName(changed.currentTarget.value)}
          />
          <Button type="submit" leftSection={<IconFolderPlus size={16} />} disabled={name.trim() === ''} loading={create.isPending}>
            {t('shelves.create')}
          </Button>
        </Group>
      </form>
      <Stack gap="xs" mt="lg" component="ul" p={0} aria-label={t('shelves.folders')} style={{ listStyle: 'none' }}>
        {folders.map((folder) => (
          <FolderLine key={folder.id} folder={folder} />
        ))}
      </Stack>
      {folders.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('shelves.noFolders')}
        </Text>
      )}
    </Modal>
  );
}

function FolderLine({ folder }: { folder: Folder }) {
  const { t } = useTranslation();
  const [name, setName] = useState(folder.name);
  const onError = useReportError();
  const rename = useMutation(trpc.shelves.renameFolder.mutationOptions({ onError, onSuccess: refresh }));
  const remove = useMutation(trpc.shelves.removeFolder.mutationOptions({ onError, onSuccess: refresh }));
  const isChanged = name.trim() !== '' && name.trim() !== folder.name;
  return (
    <Group component="li" gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        aria-label={t('shelves.nameOf', { name: folder.name })}
        value={name}
        maxLength={60}
        onChange={(changed) => setName(changed.currentTarget.value)}
        rightSection={
          isChanged && (
            <ActionIcon
              variant="subtle"
              aria-label={t('shelves.rename', { name: folder.name })}
              loading={rename.isPending}
              onClick={() => rename.mutate({ id: folder.id, name: name.trim() })}
            >
              <IconCheck size={16} />
            </ActionIcon>
          )
        }
      />
      <ConfirmButton
        size="compact-sm"
        variant="subtle"
        color="red"
        isDangerous
        title={t('shelves.removeTitle', { name: folder.name })}
        question={t('shelves.removeQuestion')}
        confirmLabel={t('app.remove')}
        cancelLabel={t('app.cancel')}
        onConfirm={async () => void (await remove.mutateAsync({ id: folder.id }).catch(() => null))}
      >
        {t('app.remove')}
      </ConfirmButton>
    </Group>
  );
}
