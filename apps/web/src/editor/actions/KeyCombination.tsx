import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { isApplePlatform, keyCaps } from './keys.ts';

/** A combination of keys, each drawn as a key. */
export function KeyCombination({ keys }: { keys: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {keyCaps(keys, isApplePlatform()).map((cap, index) => (
        <Fragment key={cap}>
          {index > 0 && '\u2009'}
          <Kbd size="sm">{cap}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
