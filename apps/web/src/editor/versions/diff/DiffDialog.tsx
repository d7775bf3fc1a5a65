import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Compared } from './Compared.ts';

const DiffView = lazy(() => import('./DiffView.tsx').then((module) => ({ default: module.DiffView })));

/** Two forms of the flow, one drawn over the other, over the whole window. */
export function DiffDialog({ compared, onClose }: { compared: Compared | null; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={compared !== null}
      onClose={onClose}
      fullScreen
      title={t('versions.onCanvas')}
      styles={{ body: { height: 'calc(100dvh - 64px)', padding: 0 } }}
    >
      {compared && (
        <Suspense fallback={null}>
          <DiffView first={compared} />
        </Suspense>
      )}
    </Modal>
  );
}
