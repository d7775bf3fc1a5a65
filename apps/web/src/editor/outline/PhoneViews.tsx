import { SegmentedControl } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PhoneViews.module.css';

const Outline = lazy(async () => ({ default: (await import('./Outline.tsx')).Outline }));

/** On a phone the list is the editor; the drawing is a press away. */
export function PhoneViews({ drawing }: { drawing: ReactNode }) {
  const { t } = useTranslation();
  const [view, setView] = useState('list');
  return (
    <>
      <SegmentedControl
        fullWidth
        m={8}
        mb={0}
        aria-label={t('outline.view')}
        value={view}
        onChange={setView}
        data={[
          { value: 'list', label: t('outline.showList') },
          { value: 'drawing', label: t('outline.showDrawing') },
        ]}
      />
      {view === 'drawing' ? (
        <div className={classes.drawing}>{drawing}</div>
      ) : (
        <Suspense>
          <Outline />
        </Suspense>
      )}
    </>
  );
}
