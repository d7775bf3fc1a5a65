import { Modal, Table, Text } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import type { Connection } from './Connection.ts';

interface RejectionsProps {
  readonly connection: Connection;
  readonly isOpen: boolean;
  onClose(): void;
}

/** What came to this door and was turned away: when, why, how often. */
export function Rejections({ connection, isOpen, onClose }: RejectionsProps) {
  const { t } = useTranslation();
  const text = useText();
  const rejections = useQuery(trpc.connections.rejections.queryOptions({ id: connection.id }, { enabled: isOpen }));
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('connections.rejectionsTitle')} size="lg">
      {rejections.isPending && <RowSkeletons rows={3} height={36} label={t('app.loading')} />}
      {rejections.isError && <QueryError error={rejections.error} onRetry={() => void rejections.refetch()} />}
      {rejections.data?.length === 0 && <Text c="dimmed">{t('connections.rejectionsNone')}</Text>}
      {rejections.data && rejections.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('connections.rejectionTime')}</Table.Th>
              <Table.Th>{t('connections.rejectionReason')}</Table.Th>
              <Table.Th ta="right">{t('connections.rejectionCount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rejections.data.map((row) => (
              <Table.Tr key={`${row.hour}-${row.code}`}>
                <Table.Td>{formatDateTime(row.lastAt)}</Table.Td>
                <Table.Td>{text(row.lastReason)}</Table.Td>
                <Table.Td ta="right">{row.count}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Modal>
  );
}
