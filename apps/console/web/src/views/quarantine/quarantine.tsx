import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineGroupsDto, QuarantineItemDto } from '../../../../src/dto/quarantine.dto.js';
import { useFilters } from '../../api/address.js';
import { useList, useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { ChoiceBox } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { OneOf } from '../../parts/one-of.js';
import { PageHead } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { UnitBox } from '../../parts/unit-box.js';
import { Entries } from './entries.js';
import { ENTRIES, Groups } from './groups.js';
import type { Group } from './groups.js';
import { ReplayWindow } from './replay.js';
import './quarantine.css';

const PAGE = 50;
const ANY = 'any';
const STATES = ['held', 'replayed', 'erased', ANY] as const;
type State = (typeof STATES)[number];

/** What the hub refused: by cause, then one by one. */
export default function Quarantine() {
  const { t } = useTranslation('quarantine');
  const { of } = useFilters();
  // Kept here: what is replayed goes away from the lists below, its outcome does not.
  const [replayed, setReplayed] = useState<readonly string[]>();
  const groups = useOne<Json<QuarantineGroupsDto>>('/v1/ops/quarantine/groups');
  const state = STATES.find((known) => known === of('state')) ?? 'held';
  const entries = useList<Json<QuarantineItemDto>>('/v1/ops/quarantine', {
    state: state === ANY ? undefined : state,
    source: of('source'),
    code: of('code'),
    unit: of('unit'),
    limit: PAGE,
  });
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <Answer of={groups}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="notice-box" data-tone="well">
              <strong>{t('groups.none')}</strong>
            </div>
          ) : (
            <Groups of={items} onReplay={setReplayed} />
          )
        }
      </Answer>
      <h2 id={ENTRIES} tabIndex={-1}>
        {t('entries.title')}
      </h2>
      <EntryFilters state={state} groups={groups.data?.items ?? []} />
      <List of={entries}>{(items) => <Entries of={items} state={state} onReplay={setReplayed} />}</List>
      {replayed !== undefined && <ReplayWindow ids={replayed} onClose={() => setReplayed(undefined)} />}
    </>
  );
}

function EntryFilters({ state, groups }: { state: State; groups: readonly Group[] }) {
  const { t } = useTranslation('quarantine');
  const { of, choose } = useFilters();
  const names = useNames();
  const { both } = useLanguage();
  const inWords = {
    code: (code: string) => names.advice(code)?.means ?? code,
    source: (source: string) => {
      const system = groups.find((group) => group.source === source)?.system;
      return system === undefined ? source : both(system);
    },
  };
  const choices = (name: 'source' | 'code') => {
    const known = new Set(groups.map((group) => group[name]));
    const chosen = of(name);
    if (chosen !== undefined) known.add(chosen);
    return [{ id: ANY, text: t('filter.any') }, ...[...known].sort().map((id) => ({ id, text: inWords[name](id) }))];
  };
  const pick = (name: 'source' | 'code') => (id: string) => choose({ [name]: id === ANY ? undefined : id });
  return (
    <section className="panel stack no-print" aria-label={t('filter.label')}>
      <div>
        <OneOf
          label={t('filter.state')}
          value={state}
          onChange={(chosen) => choose({ state: chosen === 'held' ? undefined : chosen })}
          choices={STATES.map((id) => ({ id, text: t(`state.${id}`) }))}
        />
      </div>
      <div className="filters">
        <ChoiceBox
          label={t('filter.source')}
          value={of('source') ?? ANY}
          onChange={pick('source')}
          choices={choices('source')}
        />
        <ChoiceBox
          label={t('filter.code')}
          value={of('code') ?? ANY}
          onChange={pick('code')}
          choices={choices('code')}
        />
        <UnitBox label={t('filter.unit')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
      </div>
    </section>
  );
}
