import { useLocalStorage } from '@mantine/hooks';

/** Where a person stands with the tour, on this browser. */
export interface TourState {
  /** `null` before the first start. ISO 8601. */
  readonly startedAt: string | null;
  /** The panel is on the screen; a tour that was left can be taken up again. */
  readonly isOpen: boolean;
  readonly hasLooked: boolean;
}

const unstarted: TourState = { startedAt: null, isOpen: false, hasLooked: false };

export interface Tour {
  readonly state: TourState;
  /** From the beginning. */
  start(): void;
  /** Where it was left. */
  resume(): void;
  leave(): void;
  noteLook(): void;
}

/** The tour of the person at this browser; the same in every component and every tab. */
export function useTour(): Tour {
  const [state, setState] = useLocalStorage<TourState>({ key: 'noi.tour', defaultValue: unstarted, getInitialValueInEffect: false });
  return {
    state,
    start: () => setState({ startedAt: new Date().toISOString(), isOpen: true, hasLooked: false }),
    resume: () => setState((known) => ({ ...known, isOpen: true })),
    leave: () => setState((known) => ({ ...known, isOpen: false })),
    noteLook: () => setState((known) => (known.hasLooked ? known : { ...known, hasLooked: true })),
  };
}
