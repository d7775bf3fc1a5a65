import { type ComponentType, lazy, useState } from 'react';

/** Something that is loaded ahead of its use. */
interface LoadedAhead<Props> {
  load(): Promise<void>;
  /** What draws it: itself once it is here, else what waits for it. */
  part(): ComponentType<Props>;
}

export function loadedAhead<Props extends object>(fetch: () => Promise<ComponentType<Props>>): LoadedAhead<Props> {
  let here: ComponentType<Props> | null = null;
  const get = async () => {
    here ??= await fetch();
    return here;
  };
  const late: ComponentType<Props> = lazy(async () => ({ default: await get() }));
  return {
    load: async () => {
      await get();
    },
    part: () => here ?? late,
  };
}

/**
 * Draws what was loaded ahead in the same moment in which it is asked for, so that what is typed right after goes into it. (`lazy` gives way to its fallback
 * first, for up to 300 ms, also when all is there.)
 */
export function Ahead<Props extends object>({ of, props }: { of: LoadedAhead<Props>; props: Props }) {
  // What is drawn once stays, or it would begin anew.
  const [Part] = useState(() => of.part());
  return <Part {...props} />;
}
