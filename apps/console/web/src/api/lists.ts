import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Parameters } from './client.js';
import { get } from './client.js';

interface Page<Item> {
  readonly items: Item[];
  readonly next?: string | undefined;
}

/** How often a view that shows what is going on asks anew, ms. */
const REFRESH_EVERY = 10_000;

/** One thing of the operations API; asked again every `REFRESH_EVERY` while the view is open, unless `isSteady`. */
export function useOne<T>(path: string, parameters?: Parameters, { isSteady = false, isEnabled = true } = {}) {
  return useQuery({
    queryKey: [path, parameters ?? {}],
    queryFn: ({ signal }) => get<T>(path, parameters, signal),
    refetchInterval: isSteady ? false : REFRESH_EVERY,
    enabled: isEnabled,
  });
}

/** A list of the operations API, page by page: `items` holds what has been fetched, `fetchNextPage` fetches more. */
export function useList<Item>(path: string, parameters?: Parameters, { isSteady = false, isEnabled = true } = {}) {
  const query = useInfiniteQuery({
    queryKey: [path, 'list', parameters ?? {}],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(path, { ...parameters, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: isSteady ? false : REFRESH_EVERY,
    enabled: isEnabled,
  });
  return { ...query, items: query.data?.pages.flatMap(({ items }) => items) };
}
