import { soft, strong } from '@noi/ui';
import { IconArrowsSplit2, IconBolt, IconClock, IconHandStop, IconMessage2, IconPencil, IconPuzzle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LogicKind } from '../edits/newStep.ts';

/** How a kind of step looks: the colour says what it means, the icon and words say it again. */
export type StepLook = 'trigger' | 'action' | 'message' | 'logic' | 'wait';

export const logicIcons: Record<LogicKind, ReactNode> = {
  if: <IconArrowsSplit2 size={18} stroke={1.8} />,
  wait: <IconClock size={18} stroke={1.8} />,
  set: <IconPencil size={18} stroke={1.8} />,
  stop: <IconHandStop size={18} stroke={1.8} />,
};

/** The tinted square in front of a step or palette item: the provider's icon when there is one. */
export function StepIcon({ look, svg, logic, size = 34 }: { look: StepLook; svg?: string | undefined; logic?: LogicKind | undefined; size?: number }) {
  return (
    <span
      aria-hidden="true"
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: size * 0.28,
        background: soft(look),
        color: strong(look),
      }}
    >
      {logic ? (
        logicIcons[logic]
      ) : svg ? (
        <img alt="" width={size * 0.6} height={size * 0.6} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} />
      ) : (
        fallbackIcon(look)
      )}
    </span>
  );
}

function fallbackIcon(look: StepLook): ReactNode {
  if (look === 'trigger') return <IconBolt size={18} stroke={1.8} />;
  if (look === 'message') return <IconMessage2 size={18} stroke={1.8} />;
  return <IconPuzzle size={18} stroke={1.8} />;
}
