import { Anchor } from '@mantine/core';
import { filesNamed } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

/** Files by the ids in the value of a file field, as links; those that the shop no longer keeps are said to be gone. */
export function FileLinks({ named }: { named: unknown }) {
  const { t } = useTranslation();
  const loaded = useQuery(trpc.shopFiles.list.queryOptions());
  return filesNamed(named).map((id) => {
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
