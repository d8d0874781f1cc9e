import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFilters } from '../../api/address.js';
import { useHubNow } from '../../api/live.js';
import { useProfileName } from '../../api/profiles.js';
import { useNames } from '../../i18n/names.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { useKeptFocus } from '../../parts/kept-focus.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { unitsLike } from '../../parts/unit-box.js';
import { Badge } from '../../parts/words.js';
import type { Directory } from '../../api/directory.js';

type Unit = Directory['units'][number];

/** Rows that are drawn at once; a country has ten thousand units. */
const STEP = 100;

/** Every unit, with whom to call, found by name, role, organisation and rules. */
export function Units({ of }: { of: Directory }) {
  const { t } = useTranslation('directory');
  const filters = useFilters();
  const [text, setText] = useState('');
  const [most, setMost] = useState(STEP);
  const [role, organisation, profile] = ['role', 'organisation', 'profile'].map((name) => filters.of(name));
  const found = unitsLike(of.units, text).filter(
    (unit) =>
      (role === undefined || unit.role === role) &&
      (organisation === undefined || unit.organisation === organisation) &&
      (profile === undefined || unit.profile === profile),
  );
  const kept = useKeptFocus();
  return (
    <div className="stack" {...kept}>
      <div className="filters">
        <TextBox label={t('search')} value={text} onChange={setText} type="search" />
        <UnitFilters of={of} />
      </div>
      <p className="quiet small" role="status">
        {t('found', { count: found.length, all: of.units.length })}
      </p>
      {found.length === 0 ? <Nothing>{t('noUnits')}</Nothing> : <UnitTable of={of} units={found.slice(0, most)} />}
      {found.length > most && (
        <div>
          <Button onPress={() => setMost(most + STEP)}>{t('moreUnits', { count: found.length - most })}</Button>
        </div>
      )}
    </div>
  );
}

function UnitFilters({ of }: { of: Directory }) {
  const { t } = useTranslation('directory');
  const names = useNames();
  const { of: chosen, choose } = useFilters();
  const profileName = useProfileName();
  const roles = [...new Set(of.units.flatMap(({ role }) => role ?? []))].sort();
  const profiles = [...new Set(of.units.map(({ profile }) => profile))].sort();
  const boxes = [
    ['role', roles.map((id) => ({ id, text: names.role(id) }))],
    ['organisation', of.organisations.map(({ id, name }) => ({ id, text: name }))],
    ['profile', profiles.map((id) => ({ id, text: profileName(id) }))],
  ] as const;
  return boxes.map(([name, choices]) => (
    <ChoiceBox
      key={name}
      label={t(`unit.${name}`)}
      value={chosen(name) ?? ''}
      onChange={(value) => choose({ [name]: value })}
      choices={[{ id: '', text: t('all') }, ...choices]}
    />
  ));
}

function UnitTable({ of, units }: { of: Directory; units: readonly Unit[] }) {
  const { t } = useTranslation('directory');
  const names = useNames();
  const organisations = new Map(of.organisations.map(({ id, name }) => [id, name]));
  const columns: Column<Unit>[] = [
    {
      id: 'name',
      head: t('unit.name'),
      cell: ({ hsaId, name }) => (
        <>
          <Link href={`/directory/units/${encodeURIComponent(hsaId)}`}>{name ?? hsaId}</Link>{' '}
          <span className="quiet small mono">{hsaId}</span>
        </>
      ),
    },
    { id: 'role', head: t('unit.role'), cell: ({ role }) => names.role(role) },
    {
      id: 'organisation',
      head: t('unit.organisation'),
      cell: ({ organisation, municipality, profile }) => (
        <>
          {organisations.get(organisation) ?? organisation}{' '}
          <span className="quiet small">{[profile, municipality].filter((part) => part !== null).join(' ')}</span>
        </>
      ),
    },
    { id: 'phone', head: t('unit.phone'), cell: ({ phone }) => <Phone number={phone} /> },
    {
      id: 'manager',
      head: t('unit.manager'),
      cell: ({ manager }) => manager?.name ?? manager?.hsaId ?? <span className="quiet">–</span>,
    },
    { id: 'state', head: t('unit.state'), cell: (unit) => <PauseState downtime={unit.downtime} /> },
  ];
  return (
    <Table caption={t('unit.caption')} isCaptionHidden columns={columns} rows={units} keyOf={({ hsaId }) => hsaId} />
  );
}

/** A number that a telephone dials. */
export function Phone({ number }: { number: string | null }) {
  const { t } = useTranslation('directory');
  if (number === null) return <span className="quiet">{t('unit.noPhone')}</span>;
  return (
    <a className="nowrap" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
      {number}
    </a>
  );
}

/** Whether a unit is paused now or will be. */
export function PauseState({ downtime }: { downtime: Unit['downtime'] }) {
  const { t } = useTranslation('directory');
  const now = useHubNow() ?? Date.now();
  const next = downtime[0];
  if (next === undefined) return <span className="quiet nowrap">{t('pause.none')}</span>;
  const isNow = new Date(next.from).getTime() <= now;
  return (
    <>
      <Badge tone={isNow ? 'warning' : 'notice'}>{t(isNow ? 'pause.now' : 'pause.planned')}</Badge>{' '}
      <span className="small">
        {t(isNow ? 'pause.until' : 'pause.from')} <Moment at={isNow ? next.to : next.from} />
      </span>
    </>
  );
}
