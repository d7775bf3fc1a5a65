import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

/** Files by the ids in the value of a file field, as links; those that the shop no longer keeps are said to be gone. */
export function FileLinks({ named }: { named: unknown }) {
  const { t } = useTranslation();
  const loaded = useQuery(trpc.shopFiles.list.queryOptions());
  const ids = [named].flat().filter((id) => typeof id === 'string');
  return ids.map((id) => {
    const file = loaded.data?.files.find((one) => one.id === id);
    return (
      <div key={id}>
        {file ? (
          <Anchor href={`/api/files/${id}`} download={file.name} inherit style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Anchor>
        ) : (
          t(loaded.isPending ? 'app.loading' : 'shopFiles.gone')
        )}
      </div>
    );
  });
}
