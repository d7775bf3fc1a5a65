import type { StepKind } from '@noi/flow';
import { soft, strong } from '@noi/ui';
import type { ReactNode } from 'react';
import { type Glyph, glyphs } from './glyphs.tsx';

/** How a kind of step looks: the colour says what it means, the icon and words say it again. */
export type StepLook = 'trigger' | 'action' | 'message' | 'logic' | 'wait';

/** Steps that stand still until something happens look like waits, the other steps of ours like logic. */
export function logicLook(kind: StepKind): StepLook {
  return kind === 'wait' || kind === 'waitForEvent' || kind === 'approval' ? 'wait' : 'logic';
}

export interface StepIconProps {
  readonly look: StepLook;
  /** The provider's icon. */
  readonly svg?: string | undefined;
  /** An icon of ours, for what belongs to no provider. */
  readonly glyph?: Glyph | undefined;
  readonly size?: number;
}

/** The tinted square in front of a step or palette item. */
export function StepIcon({ look, svg, glyph, size = 34 }: StepIconProps) {
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
      {glyph ? glyphs[glyph] : svg ? <ProviderIcon svg={svg} size={size * 0.6} /> : glyphs[look === 'trigger' ? 'event' : 'other']}
    </span>
  );
}

/** An icon that takes the colour of its surroundings is drawn as a stencil: inside an image it would always be black. */
function ProviderIcon({ svg, size }: { svg: string; size: number }): ReactNode {
  const address = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  if (!svg.includes('currentColor')) return <img alt="" width={size} height={size} src={address} />;
  return <span style={{ width: size, height: size, background: 'currentColor', mask: `url("${address}") center / contain no-repeat` }} />;
}
