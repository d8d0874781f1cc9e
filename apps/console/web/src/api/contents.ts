import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, send } from './client.js';

/** What a message says: masked until somebody tells why the masked parts have to be seen. */
export interface Contents<C> {
  readonly data: C | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly isRevealed: boolean;
  readonly reveal: (reason: string) => Promise<void>;
  readonly hide: () => void;
}

/**
 * The contents under `<path>/content`, and with `<path>/reveal` unmasked. What is revealed is held by the view alone and
 * is gone with it; nothing of it lies in a cache. Give the view a `key` where its path may change.
 */
export function useContents<C>(path: string): Contents<C> {
  const [revealed, setRevealed] = useState<C>();
  const masked = useQuery({
    queryKey: [path, 'content'],
    queryFn: ({ signal }) => get<C>(`${path}/content`, undefined, signal),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  return {
    data: revealed ?? masked.data,
    error: revealed === undefined ? masked.error : null,
    refetch: masked.refetch,
    isRevealed: revealed !== undefined,
    reveal: async (reason) => setRevealed(await send<C>('POST', `${path}/reveal`, { reason })),
    hide: () => setRevealed(undefined),
  };
}
