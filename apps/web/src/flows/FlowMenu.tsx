import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core';
import { strong } from '@noi/ui';
import {
  IconCopy,
  IconDotsVertical,
  IconFileExport,
  IconHandClick,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconShare,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { LinkDialog } from '../files/LinkDialog.tsx';
import { useExport } from '../files/useExport.ts';
import { StartByHand } from '../starts/StartByHand.tsx';
import classes from './FlowRow.module.css';
import { ResumeDialog } from './ResumeDialog.tsx';
import { StopRunsDialog } from './StopRunsDialog.tsx';

type Flow = ApiOutputs['flows']['list'][number];

/** What can be done with a flow without opening it. Removing asks first. */
export function FlowMenu({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rename' | 'remove' | 'start' | 'resume' | 'stop' | 'link' | null>(null);
  const options = { onError: useReportError(), onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.flows.list.queryKey() }) };
  const duplicate = useMutation(trpc.flows.duplicate.mutationOptions(options));
  const pause = useMutation(trpc.flows.pause.mutationOptions(options));
  const save = useExport();
  const key = { id: flow.id };

  return (
    <div className={classes.menu}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('flows.more', { name: flow.name })}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => void navigate({ to: '/runs', search: { flowId: flow.id } })}>
            {t('flows.seeRuns')}
          </Menu.Item>
          {flow.status === 'live' && !flow.takesLists && (
            <Menu.Item leftSection={<IconHandClick size={16} />} onClick={() => setAsked('start')}>
              {t('flows.startByHand')}
            </Menu.Item>
          )}
          {flow.takesLists && (
            <Menu.Item leftSection={<IconTable size={16} />} onClick={() => void navigate({ to: '/flows/$id/lists', params: key })}>
              {t('starts.lists')}
            </Menu.Item>
          )}
          {flow.status === 'live' && (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => pause.mutate(key)}>
              {t('flows.pause')}
            </Menu.Item>
          )}
          {flow.status === 'paused' && (
            <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => setAsked('resume')}>
              {t('flows.resume')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setAsked('rename')}>
            {t('flows.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => duplicate.mutate(key)}>
            {t('flows.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => save.mutate(flow.id)}>
            {t('files.exportMenu')}
          </Menu.Item>
          <Menu.Item leftSection={<IconShare size={16} />} onClick={() => setAsked('link')}>
            {t('files.linkMenu')}
          </Menu.Item>
          {flow.status !== 'draft' && (
            <Menu.Item c={strong('failure')} leftSection={<IconPlayerStop size={16} />} onClick={() => setAsked('stop')}>
              {t('pause.stopMenu')}
            </Menu.Item>
          )}
          <Menu.Item c={strong('failure')} leftSection={<IconTrash size={16} />} onClick={() => setAsked('remove')}>
            {t('flows.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'link' && <LinkDialog flowId={flow.id} name={flow.name} onClose={() => setAsked(null)} />}
      <ResumeDialog flowId={flow.id} isOpen={asked === 'resume'} onClose={() => setAsked(null)} />
      <StopRunsDialog flowId={flow.id} isOpen={asked === 'stop'} onClose={() => setAsked(null)} />
      <RenameFlow flow={flow} isOpen={asked === 'rename'} onClose={() => setAsked(null)} />
      <StartByHand flow={flow} isOpen={asked === 'start'} onClose={() => setAsked(null)} />
      <RemoveFlow flow={flow} isOpen={asked === 'remove'} onClose={() => setAsked(null)} />
    </div>
  );
}

interface AskProps {
  readonly flow: Flow;
  readonly isOpen: boolean;
  onClose(): void;
}

function RenameFlow({ flow, isOpen, onClose }: AskProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(flow.name);
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.flows.list.queryKey() });
        onClose();
      },
    }),
  );
  const isEmpty = name.trim() === '';
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('flows.renameTitle')}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!isEmpty) rename.mutate({ id: flow.id, name: name.trim() });
        }}
      >
        <TextInput
          data-autofocus
          label={t('flows.name')}
          value={name}
          error={isEmpty && t('flows.nameRequired')}
          onChange={(changed) => setName(changed.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={rename.isPending} disabled={isEmpty}>
            {t('app.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function RemoveFlow({ flow, isOpen, onClose }: AskProps) {
  const { t } = useTranslation();
  const remove = useMutation(
    trpc.flows.remove.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.flows.list.queryKey() });
        onClose();
      },
    }),
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('flows.remove')}>
      <Text size="sm">{t('flows.removeQuestion', { name: flow.name })}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ id: flow.id })}>
          {t('flows.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
