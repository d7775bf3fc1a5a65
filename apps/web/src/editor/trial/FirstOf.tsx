import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const atOnce = 100;

/** The first of what may be thousands, and the way to more of them. */
export function FirstOf<T>({ items, children }: { items: readonly T[]; children: (shown: readonly T[]) => ReactNode }) {
  const { t } = useTranslation();
  const [most, setMost] = useState(atOnce);
  const left = items.length - most;
  return (
    <>
      {children(left > 0 ? items.slice(0, most) : items)}
      {left > 0 && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setMost(most + atOnce)}>
          {t('trial.showMore', { count: Math.min(left, atOnce), left })}
        </Button>
      )}
    </>
  );
}
