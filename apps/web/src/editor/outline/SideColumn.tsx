import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Palette } from '../palette/Palette.tsx';
import classes from './SideColumn.module.css';

const Outline = lazy(async () => ({ default: (await import('./Outline.tsx')).Outline }));

/** Left of the canvas: what can be added, or the flow itself as a list. Each browser keeps its own choice. */
export function SideColumn() {
  const { t } = useTranslation();
  const [view, setView] = useLocalStorage({ key: 'noi.editor.side', defaultValue: 'palette', getInitialValueInEffect: false });
  const isList = view === 'list';

  return (
    <div className={classes.column} data-list={isList || undefined}>
      <SegmentedControl
        fullWidth
        size="xs"
        m={8}
        mb={4}
        aria-label={t('outline.view')}
        value={isList ? 'list' : 'palette'}
        onChange={setView}
        data={[
          { value: 'palette', label: t('outline.showPalette') },
          { value: 'list', label: t('outline.showList') },
        ]}
      />
      <Suspense>{isList ? <Outline /> : <Palette />}</Suspense>
    </div>
  );
}
