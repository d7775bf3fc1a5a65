import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import type { Connection } from './Connection.ts';
import { ValuesForm } from './ValuesForm.tsx';

interface EditConnectionProps {
  readonly connection: Connection;
  readonly isOpen: boolean;
  onClose(): void;
}

/** Changes the name or the values of an account. */
export function EditConnection({ connection, isOpen, onClose }: EditConnectionProps) {
  const { t } = useTranslation();
  const catalog = useQuery(trpc.catalog.get.queryOptions());
  const type = catalog.data?.packages.flatMap((known) => known.connections).find(({ id }) => id === connection.type);
  const update = useMutation(
    trpc.connections.update.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        notifications.show({ color: 'teal', title: connection.name, message: t('connections.saved') });
        void queryClient.invalidateQueries({ queryKey: trpc.connections.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('connections.editTitle', { name: connection.name })}>
      {type && (
        <ValuesForm
          type={type}
          initial={{ name: connection.name, values: connection.settings }}
          keepsSecrets
          isBusy={update.isPending}
          submitLabel={t('app.save')}
          onCancel={onClose}
          onSubmit={({ name, values }) => update.mutate({ id: connection.id, name, values })}
        />
      )}
    </Modal>
  );
}
