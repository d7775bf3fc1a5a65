import { Button, Card, Modal, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ConnectionDescriptor } from '@noi/node-sdk';
import { IconFlask, IconSearch, IconWorld } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { PackageIcon } from '../flows/PackageIcon.tsx';
import { foldMarks } from '../words/searchText.ts';
import { useText } from '../words/useText.ts';
import { ValuesForm } from './ValuesForm.tsx';

/** Three short questions: which system, sandbox or live, and for live its credentials. */
export function AddConnection({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const text = useText();
  const reportError = useReportError();
  const [type, setType] = useState<ConnectionDescriptor | null>(null);
  const [isLive, setLive] = useState(false);
  const close = () => {
    setType(null);
    setLive(false);
    onClose();
  };
  const onSuccess = () => {
    notifications.show({ color: 'teal', title: t('connections.created'), message: type ? text(type.title) : '' });
    void queryClient.invalidateQueries({ queryKey: trpc.connections.pathKey() });
    close();
  };
  const openSandbox = useMutation(trpc.connections.openSandbox.mutationOptions({ onError: reportError, onSuccess }));
  const create = useMutation(trpc.connections.create.mutationOptions({ onError: reportError, onSuccess }));
  const title = type === null ? t('connections.chooseProvider') : t('connections.chooseMode', { provider: text(type.title) });

  return (
    <Modal opened={isOpen} onClose={close} title={title} size="lg">
      {type === null && <ProviderChoice onChoose={setType} />}
      {type && !isLive && (
        <SimpleGrid cols={{ base: 1, sm: type.hasSandbox ? 2 : 1 }}>
          {type.hasSandbox && (
            <ModeCard icon={<IconFlask size={22} />} title={t('connections.sandbox')} hint={t('connections.sandboxHint')}>
              <Button loading={openSandbox.isPending} onClick={() => openSandbox.mutate({ type: type.id })}>
                {t('connections.useSandbox')}
              </Button>
            </ModeCard>
          )}
          <ModeCard icon={<IconWorld size={22} />} title={t('connections.live')} hint={t('connections.liveHint')}>
            <Button variant="default" onClick={() => setLive(true)}>
              {t('connections.useLive')}
            </Button>
          </ModeCard>
        </SimpleGrid>
      )}
      {type && isLive && (
        <>
          {type.help && (
            <Text size="sm" c="dimmed" mb="md">
              {text(type.help)}
            </Text>
          )}
          <ValuesForm
            type={type}
            initial={{ name: text(type.title), values: {} }}
            keepsSecrets={false}
            isBusy={create.isPending}
            submitLabel={t('connections.add')}
            onCancel={() => setLive(false)}
            onSubmit={({ name, values }) => create.mutate({ type: type.id, name, mode: 'live', values })}
          />
        </>
      )}
    </Modal>
  );
}

function ProviderChoice({ onChoose }: { onChoose: (type: ConnectionDescriptor) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [search, setSearch] = useState('');
  const catalog = useQuery(trpc.catalog.get.queryOptions());
  if (catalog.isError) return <QueryError error={catalog.error} onRetry={() => void catalog.refetch()} />;
  const found = (catalog.data?.packages ?? []).flatMap((known) => known.connections).filter((type) => foldMarks(text(type.title)).includes(foldMarks(search)));
  return (
    <Stack>
      <TextInput
        data-autofocus
        aria-label={t('connections.search')}
        placeholder={t('connections.search')}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(changed) => setSearch(changed.currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {found.map((type) => (
          <UnstyledButton key={type.id} onClick={() => onChoose(type)}>
            <Card withBorder padding="sm" style={{ flexDirection: 'row', alignItems: 'center', gap: 12 }}>
              <PackageIcon packageId={type.packageId} size={28} />
              <Text fw={500}>{text(type.title)}</Text>
            </Card>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      {catalog.data && found.length === 0 && <Text c="dimmed">{t('connections.nothingFound')}</Text>}
    </Stack>
  );
}

function ModeCard({ icon, title, hint, children }: { icon: React.ReactNode; title: string; hint: string; children: React.ReactNode }) {
  return (
    <Card withBorder padding="lg" style={{ justifyContent: 'space-between', gap: 12 }}>
      <div>
        {icon}
        <Text fw={600} mt="xs">
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </div>
      {children}
    </Card>
  );
}
