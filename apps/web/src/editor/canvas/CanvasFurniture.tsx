import { Background, BackgroundVariant, Controls } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CanvasMap } from './CanvasMap.tsx';

/** Grid, zoom buttons and the small map. */
export function CanvasFurniture({ children, hasMap = true }: { children?: ReactNode; hasMap?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} color="var(--noi-canvas-dot)" bgColor="var(--noi-canvas)" />
      <Controls showInteractive={false} aria-label={t('editor.zoom')} position="bottom-left">
        {children}
      </Controls>
      {hasMap && <CanvasMap />}
    </>
  );
}
