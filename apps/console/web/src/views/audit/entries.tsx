import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { useFilters } from '../../api/address.js';
import { useHubNow } from '../../api/live.js';
import { useList } from '../../api/lists.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { Nothing } from '../../parts/states.js';
import { TimeBox } from '../../parts/time-box.js';
import { UnitBox } from '../../parts/unit-box.js';
import { EntryTable, useActionName } from './entry-table.js';
import type { Entry } from './entry-table.js';

const DAY = 86_400_000;
/** A search goes back so far unless it is told otherwise. */
const USUAL_DAYS = 7;
const NAMES = ['from', 'to', 'unit', 'actor', 'action'] as const;

/** Actions that are looked for most; any other is found by going through the time. */
const ACTIONS = [
  'read',
  'fetched',
  'revealed',
  'message-bytes-read',
  'quarantine-bytes-read',
  'patient-pack-read',
  'outbox-read',
  'report-read',
  'accesses-read',
  'resent',
  'quarantine-replayed',
  'signed-in',
  'sign-in-failed',
  'stay-erased',
] as const;

/** Lines of the audit, latest first; a search has a time it goes through. */
export function Entries() {
  const { t } = useTranslation('audit');
  const { of } = useFilters();
  const parameters = Object.fromEntries(NAMES.map((name) => [name, of(name)]));
  const entries = useList<Entry>('/v1/audit/entries', parameters, { isSteady: true });
  return (
    <>
      <Search />
      <List of={entries}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t('entry.none')}</Nothing>
          ) : (
            <EntryTable caption={t('entry.caption')} entries={items} />
          )
        }
      </List>
    </>
  );
}

function Search() {
  const { t } = useTranslation('audit');
  const actionName = useActionName();
  const { of, choose } = useFilters();
  const now = useHubNow() ?? Date.now();
  const [actor, setActor] = useState(of('actor') ?? '');
  // It goes into the address, where no patient's number may stand.
  const isNumber = holdsPersonalNumber(actor);
  const weekAgo = () => new Date(now - USUAL_DAYS * DAY).toISOString();
  // The hub asks for a beginning with every other filter: without one it would go through years.
  const narrow = (filters: Readonly<Record<string, string | undefined>>) =>
    choose({ from: of('from') ?? weekAgo(), ...filters });
  return (
    <form
      className="panel form-grid no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNumber) narrow({ actor: actor.trim() });
      }}
    >
      <TimeBox label={t('from')} value={of('from')} onChange={(from) => choose({ from })} help={t('fromHelp')} />
      <TimeBox label={t('to')} value={of('to')} onChange={(to) => narrow({ to })} />
      <UnitBox label={t('entry.unit')} value={of('unit') ?? ''} onChange={(unit) => narrow({ unit })} />
      <ChoiceBox
        label={t('entry.action')}
        value={of('action') ?? ''}
        onChange={(action) => narrow({ action })}
        choices={[{ id: '', text: t('allActions') }, ...ACTIONS.map((id) => ({ id, text: actionName(id) }))]}
      />
      <TextBox
        label={t('entry.actor')}
        help={t('actorHelp')}
        value={actor}
        onChange={setActor}
        error={isNumber ? t('actorNumber') : undefined}
        maxLength={200}
      />
      <div className="row">
        <Button type="submit" isDisabled={isNumber}>
          {t('search')}
        </Button>
        <Button
          onPress={() => {
            setActor('');
            choose(Object.fromEntries(NAMES.map((name) => [name, undefined])));
          }}
        >
          {t('latest')}
        </Button>
      </div>
    </form>
  );
}
