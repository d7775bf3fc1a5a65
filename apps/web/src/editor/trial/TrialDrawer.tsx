import { Drawer } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

/** Loaded when somebody tries the flow: the editor opens without it. */
const TrialPanel = lazy(async () => ({ default: (await import('./TrialPanel.tsx')).TrialPanel }));

/** Tries the draft without sending anything: on a virtual clock, with its own tests, and on the shop's past. */
export function TrialDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size={620} title={t('editor.try')}>
      {isOpen && (
        <Suspense fallback={<RowSkeletons rows={3} label={t('app.loading')} />}>
          <TrialPanel />
        </Suspense>
      )}
    </Drawer>
  );
}
