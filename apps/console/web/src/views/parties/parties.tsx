import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { useProfiles } from '../../api/profiles.js';
import { ChoiceBox } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { PartyTable } from './party-table.js';
import type { Party } from './party-table.js';

const SORTS = ['worst', 'name', 'overdue', 'waiting', 'silent'] as const;
const SHOWN = ['all', 'overdue', 'silent', 'paused', 'well'] as const;
const PER_PAGE = 50;

function oneOf<Id extends string>(all: readonly Id[], value: string | undefined): Id | undefined {
  return all.find((one) => one === value);
}

/** Every party: what it owes, when it was last heard of, how fast it acknowledges. */
export default function Parties() {
  const { t } = useTranslation('parties');
  const filters = useFilters();
  const sort = oneOf(SORTS, filters.of('sort')) ?? 'worst';
  const show = oneOf(SHOWN, filters.of('show')) ?? 'all';
  const parties = useList<Party>('/v1/ops/parties', {
    ...{ sort, profile: filters.of('profile'), limit: PER_PAGE },
    state: show === 'all' ? undefined : show,
  });
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <Choices sort={sort} show={show} />
      <List of={parties}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t(`none.${show}`)}</Nothing>
          ) : (
            <PartyTable
              caption={t('caption', { count: items.length })}
              parties={items}
              sorting={{ by: sort, onSort: (by) => filters.choose({ sort: by }) }}
            />
          )
        }
      </List>
    </>
  );
}

function Choices({ sort, show }: { sort: string; show: string }) {
  const { t } = useTranslation('parties');
  const filters = useFilters();
  const profiles = useProfiles();
  return (
    <div className="row no-print filters" role="group" aria-label={t('filters')}>
      <ChoiceBox
        label={t('show')}
        value={show}
        onChange={(id) => filters.choose({ show: id === 'all' ? undefined : id })}
        choices={SHOWN.map((id) => ({ id, text: t(`shown.${id}`) }))}
      />
      <ChoiceBox
        label={t('profile')}
        value={filters.of('profile') ?? 'all'}
        onChange={(id) => filters.choose({ profile: id === 'all' ? undefined : id })}
        choices={[
          { id: 'all', text: t('allProfiles') },
          ...(profiles.data ?? []).map(({ id, name }) => ({ id, text: name })),
        ]}
      />
      <ChoiceBox
        label={t('sort')}
        value={sort}
        onChange={(id) => filters.choose({ sort: id === 'worst' ? undefined : id })}
        choices={SORTS.map((id) => ({ id, text: t(`sorts.${id}`) }))}
      />
    </div>
  );
}
