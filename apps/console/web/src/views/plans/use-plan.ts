import { useState } from 'react';
import { send } from '../../api/client.js';
import type { Contents } from '../../api/contents.js';
import { useOne } from '../../api/lists.js';
import type { Plan } from './wire.js';

/**
 * A plan, asked for again while the view is open; whole once somebody has told why it has to be seen. What is revealed is held by
 * the view alone, stands as it was then, and is gone with it. Give the view a `key` where the plan may change.
 */
export function usePlan(id: string): Contents<Plan> {
  const path = `/v1/ops/plans/${encodeURIComponent(id)}`;
  const [revealed, setRevealed] = useState<Plan>();
  const masked = useOne<Plan>(path);
  return {
    data: revealed ?? masked.data,
    error: revealed === undefined ? masked.error : null,
    refetch: masked.refetch,
    isRevealed: revealed !== undefined,
    reveal: async (reason) => setRevealed(await send<Plan>('POST', `${path}/reveal`, { reason })),
    hide: () => setRevealed(undefined),
  };
}
