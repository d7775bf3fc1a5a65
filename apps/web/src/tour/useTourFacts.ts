import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/trpc.ts';
import type { TourFacts } from './tourProgress.ts';

// Emulators tell nobody when they show a message, so the tour asks.
const everyThreeSeconds = { refetchInterval: 3_000 };

/** What the shop shows of the tour, kept fresh; `null` until it is known. */
export function useTourFacts(hasLooked: boolean): TourFacts | null {
  const flows = useQuery(trpc.flows.list.queryOptions(undefined, everyThreeSeconds));
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 20 }, everyThreeSeconds));
  const threads = useQuery(trpc.phone.threads.queryOptions(undefined, everyThreeSeconds));
  if (!flows.data || !runs.data) return null;
  return { hasLooked, flows: flows.data, runs: runs.data.runs, messages: threads.data ?? [] };
}
