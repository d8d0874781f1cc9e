import { withParameters } from '../../api/client.js';
import type { Overview } from '../../api/live.js';

type Problem = Pick<Overview['problems'][number], 'kind' | 'view' | 'filter'>;

/** Where the console shows what is behind a problem. */
export function problemAddress({ kind, view, filter }: Problem): string {
  const { group, ...rest } = filter;
  switch (view) {
    case 'deadlines':
      if (kind === 'unowned-escalations')
        return withParameters('/deadlines/escalations', { state: 'open', owner: 'none' });
      return withParameters(
        `/deadlines/${group === 'receipts' ? 'receipts' : group === 'other' ? 'duties' : 'all'}`,
        rest,
      );
    case 'directory':
      if (rest['unit'] !== undefined) return `/directory/units/${encodeURIComponent(rest['unit'])}`;
      return withParameters('/directory', { tab: 'clients', ...filter });
    case 'quarantine':
    case 'queues':
    case 'alerts':
      return withParameters(`/${view}`, filter);
  }
}
