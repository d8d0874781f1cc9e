import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useOne } from '../../api/lists.js';
import { capital, useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Copied } from '../../parts/copied.js';
import { momentText } from '../../parts/moment.js';
import { Facts, Panel } from '../../parts/page.js';
import type { Stay } from './wire.js';
import { useUnitName } from '../../parts/unit-names.js';
import type { PlanRow } from '../plans/wire.js';

type Fact = readonly [name: string, what: React.ReactNode];

/** Who takes part with which colour, and what is known of the stay; nothing of the patient. */
export function EpisodeFacts({ stay }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  const nameOf = useUnitName();
  return (
    <div className="stack trace-side">
      <Panel title={t('parties.title')}>
        <Parties stay={stay} />
      </Panel>
      <Panel title={t('facts.title')}>
        <Facts
          of={[
            [
              t('facts.ward'),
              <Link key="ward" href={`/directory/units/${stay.ward}`}>
                {nameOf(stay.ward)}
              </Link>,
            ],
            ...useDates(stay),
            ...useSaid(stay),
            ...usePlans(stay),
            [t('facts.id'), <Copied key="id" text={stay.id} what={t('facts.id')} />],
          ]}
        />
      </Panel>
    </div>
  );
}

function Parties({ stay: { parties, colourTracks } }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  const names = useNames();
  if (parties.length === 0) return <p className="quiet">{t('parties.none')}</p>;
  return (
    <ul className="why">
      {parties.map(({ role, unit, name }) => {
        const colour = Object.entries(colourTracks.parties).find(([of]) => of === role)?.[1];
        return (
          <li key={`${role} ${unit}`}>
            <Link href={`/directory/units/${unit}`}>{name ?? unit}</Link>{' '}
            <span className="quiet">({names.role(role)})</span>
            <br />
            <span className="row small">
              {colour !== undefined && <span className="track" data-colour={colour} aria-hidden="true" />}
              {colour === undefined ? t('parties.noColour') : t('parties.colour', { colour: names.colour(colour) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A date stays a date; an instant is told in Swedish time. */
function useDates(stay: Stay): Fact[] {
  const { t } = useTranslation('episodes');
  const { language } = useLanguage();
  const shown = (text: string) => (text.length > 10 ? momentText(text, language) : text);
  const dates = [
    ['plannedAdmission', stay.plannedAdmission],
    ['admittedAt', stay.admittedAt],
    ['expectedDischarge', stay.expectedDischarge],
    ['readyAt', stay.readyAt],
    ['dischargedAt', stay.dischargedAt],
  ] as const;
  return dates.flatMap(([name, at]) => (at === undefined ? [] : [[t(`facts.${name}`), shown(at)] as const]));
}

/** Plans (SIP) that began beside the stay; they outlive it. */
function usePlans({ id }: Stay): Fact[] {
  const { t } = useTranslation('episodes');
  const { both } = useLanguage();
  const plans = useOne<{ items: PlanRow[] }>('/v1/ops/plans', { episode: id, state: 'all' }).data?.items ?? [];
  return plans.map((plan) => [
    t('facts.plan'),
    <Link key={plan.id} href={`/plans/${plan.id}`}>
      {capital(both(plan.stateName))}
    </Link>,
  ]);
}

function useSaid({ careContact, consents, sip, responsibility }: Stay): Fact[] {
  const { t, i18n } = useTranslation('episodes');
  const names = useNames();
  const nameOf = useUnitName();
  const named = (key: string, code: string) => (i18n.exists(key, { ns: 'episodes' }) ? t(key) : code);
  const facts: Fact[] = [];
  if (careContact !== null) {
    const { name, title, unit, phone } = careContact;
    const told = [name, title, unit === undefined ? undefined : nameOf(unit), phone];
    facts.push([t('facts.careContact'), told.filter((part) => part !== undefined).join(', ')]);
  }
  for (const { scope, given } of consents) {
    facts.push([
      t('facts.consent', { scope: named(`facts.scope.${scope === '*' ? 'all' : scope}`, scope) }),
      t(given ? 'facts.given' : 'facts.notGiven'),
    ]);
  }
  if (sip?.state !== undefined) facts.push([t('facts.sip'), named(`facts.sipState.${sip.state}`, sip.state)]);
  if (responsibility !== undefined) {
    facts.push([
      t('facts.responsibility'),
      'roles' in responsibility
        ? responsibility.roles.map((role) => names.role(role)).join(', ')
        : `${responsibility.party}: ${responsibility.reason}`,
    ]);
  }
  return facts;
}
