import { type Meaning, StateBadge } from '@noi/ui';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiffKind } from './DiffContext.ts';

const looks: Record<Exclude<DiffKind, 'same'>, { readonly meaning: Meaning; readonly icon: ReactNode }> = {
  added: { meaning: 'success', icon: <IconPlus size={13} /> },
  removed: { meaning: 'failure', icon: <IconMinus size={13} /> },
  changed: { meaning: 'wait', icon: <IconPencil size={13} /> },
};

/** Added, removed or changed, in colour, icon and word. */
export function DiffBadge({ kind }: { kind: Exclude<DiffKind, 'same'> }) {
  const { t } = useTranslation();
  return (
    <StateBadge {...looks[kind]} size="sm">
      {t(`versions.${kind}`)}
    </StateBadge>
  );
}
