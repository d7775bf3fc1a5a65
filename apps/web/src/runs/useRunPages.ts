import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, trpc } from '../api/trpc.ts';
import type { RunsFilter } from './runsSearch.ts';

const pageSize = 50;
/** A rare filter may look through many runs for a page; after so many calls a person says whether to go on. */
const mostCalls = 10;

/** The runs that a filter means, page by page. Where a page came back short because the search has not come to the end, it goes on by itself. */
export function useRunPages(filter: RunsFilter) {
  const runs = useInfiniteQuery({
    queryKey: [...trpc.runs.pathKey(), 'pages', filter],
    queryFn: ({ pageParam }) => api.runs.list.query({ ...filter, limit: pageSize, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const pages = runs.data?.pages ?? [];
  const found = pages.flatMap((page) => page.runs);
  const isLooking = runs.hasNextPage && found.length < pageSize && pages.length < mostCalls && !runs.isError;
  const { fetchNextPage, isFetching } = runs;
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage();
  }, [isLooking, isFetching, fetchNextPage]);
  return { runs, found, isLooking };
}
