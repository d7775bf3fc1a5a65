import type { ReactNode } from 'react';
import { type Meaning, soft, strong } from './meanings.ts';

/** A state in colour, icon and word; never colour alone. */
export function StateBadge({ meaning, icon, children, size = 'md' }: { meaning: Meaning; icon?: ReactNode; children: ReactNode; size?: 'sm' | 'md' }) {
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 5,
        padding: size === 'sm' ? '1px 7px' : '2px 9px',
        borderRadius: 999,
        background: soft(meaning),
        color: strong(meaning),
        fontSize: size === 'sm' ? '0.6875rem' : '0.75rem',
        fontWeight: 500,
        lineHeight: 1.6,
        whiteSpace: 'nowrap',
      }}
    >
      {icon}
      {children}
    </span>
  );
}
