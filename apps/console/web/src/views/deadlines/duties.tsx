import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { List } from '../../parts/list.js';
import { Nothing } from '../../parts/states.js';
import { DutyFilters, isNarrowed, STATES } from './duty-filters.js';
import { DutyTable } from './duty-table.js';
import type { Duty } from './rows.js';

const PER_PAGE = 25;
const GROUPS = { all: undefined, receipts: 'receipts', duties: 'other', plans: 'plans' } as const;

/** Duties by due time, open ones earliest first. */
export function Duties({ list }: { list: keyof typeof GROUPS }) {
  const { t } = useTranslation('deadlines');
  const { of } = useFilters();
  // That nothing is late is only said of everything.
  const none = isNarrowed(of) ? 'filtered' : undefined;
  const state = STATES.find((one) => one === of('state')) ?? 'open';
  const duties = useList<Duty>('/v1/ops/deadlines', {
    ...{ state, group: GROUPS[list], unit: of('unit'), kind: of('kind'), profile: of('profile') },
    ...{ owner: of('owner'), dueWithinMinutes: of('dueWithinMinutes'), limit: PER_PAGE },
  });
  return (
    <>
      <DutyFilters seen={duties.items ?? []} hasKinds={list !== 'receipts'} />
      <List of={duties}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t(`none.${none ?? state}`)}</Nothing>
          ) : (
            <DutyTable
              caption={t('caption', { count: items.length })}
              rows={items.map((duty) => ({ duty, escalation: undefined }))}
            />
          )
        }
      </List>
    </>
  );
}
