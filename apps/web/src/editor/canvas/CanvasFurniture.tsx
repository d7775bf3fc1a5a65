import { strong } from '@noi/ui';
import { Background, BackgroundVariant, Controls, MiniMap } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CanvasNode } from './types.ts';

const colourOf = (node: CanvasNode) => strong(node.data.face.look);

/** Grid, zoom buttons and the small map. */
export function CanvasFurniture({ children, hasMap = true }: { children?: ReactNode; hasMap?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} color="var(--noi-canvas-dot)" bgColor="var(--noi-canvas)" />
      <Controls showInteractive={false} aria-label={t('editor.zoom')} position="bottom-left">
        {children}
      </Controls>
      {hasMap && (
        <MiniMap<CanvasNode>
          pannable
          zoomable
          nodeColor={colourOf}
          nodeBorderRadius={12}
          ariaLabel={t('editor.map')}
          position="bottom-right"
          style={{ width: 150, height: 100 }}
        />
      )}
    </>
  );
}
