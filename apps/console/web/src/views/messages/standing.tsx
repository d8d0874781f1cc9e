import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useHubNow } from '../../api/live.js';
import { placeText } from '../../i18n/names.js';
import { Copied } from '../../parts/copied.js';
import { Facts, Panel } from '../../parts/page.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import { deliveryTone } from './deliveries.js';
import { EpisodeLink } from './messages.js';
import type { Traced } from './wire.js';

/** In one sentence how the message stands. */
export function Standing({ of }: { of: Traced['message'] }) {
  const { tone, text } = useStanding(of);
  return (
    <div className="notice-box" data-tone={tone}>
      <strong>{text}</strong>
    </div>
  );
}

/** What the message is, and what its sender was told. */
export function About({ trace: { message, payload, warnings } }: { trace: Traced }) {
  const { t } = useTranslation('trace');
  const withdrawal = [
    t('facts.withdrawn'),
    <Link key="withdrawn" href={`/messages/${message.withdrawnBy ?? ''}`}>
      {t('facts.withdrawal')}
    </Link>,
  ] as const;
  const plan = (id: string) =>
    [
      t('facts.plan'),
      <Link key="plan" href={`/plans/${id}`}>
        {t('facts.openPlan')}
      </Link>,
    ] as const;
  return (
    <Panel title={t('facts.title')}>
      <Facts
        of={[
          [t('facts.sender'), <UnitName key="sender" unit={message.sender} withPhone isLink />],
          [t('facts.messageId'), <Copied key="id" text={message.messageId} what={t('facts.messageId')} />],
          [t('facts.hubId'), <Copied key="hub" text={message.id} what={t('facts.hubId')} />],
          [t('facts.episode'), <EpisodeLink key="episode" of={message} />],
          ...(message.plan === null ? [] : [plan(message.plan)]),
          [t('facts.source'), <Source key="source" source={message.source} payload={payload} />],
          ...(message.withdrawnBy === null ? [] : [withdrawal]),
        ]}
      />
      {warnings.length > 0 && <Warnings of={warnings} />}
    </Panel>
  );
}

function useStanding({ withdrawnBy, deliveries }: Traced['message']): { tone: Tone; text: string } {
  const { t } = useTranslation('trace');
  const now = useHubNow();
  if (withdrawnBy !== null) return { tone: 'plain', text: t('standing.withdrawn') };
  if (deliveries.length === 0) return { tone: 'plain', text: t('standing.nobody') };
  const owing = deliveries.filter(({ state, receiptDue }) => receiptDue !== null && isOwing(state));
  const unitsOf = (some: typeof deliveries) => some.map(({ unit }) => unit.name ?? unit.hsaId).join(', ');
  const late = owing.filter((one) => deliveryTone(one, now) === 'critical');
  if (late.length > 0) return { tone: 'critical', text: t('standing.late', { units: unitsOf(late) }) };
  if (owing.length > 0) return { tone: 'notice', text: t('standing.waiting', { units: unitsOf(owing) }) };
  const waiting = deliveries.filter(({ state }) => state === 'waiting');
  if (waiting.length > 0) return { tone: 'notice', text: t('standing.unfetched', { units: unitsOf(waiting) }) };
  const misdirected = deliveries.filter(({ state }) => state === 'misdirected');
  if (misdirected.length > 0) {
    return { tone: 'warning', text: t('standing.misdirected', { units: unitsOf(misdirected) }) };
  }
  return { tone: 'well', text: t('standing.well') };
}

function isOwing(state: string): boolean {
  return state === 'waiting' || state === 'received';
}

function Source({ source, payload }: { source: string; payload: Traced['payload'] }) {
  const { t } = useTranslation('trace');
  if (payload === null) return <>{t('facts.fromHub')}</>;
  return (
    <>
      <span className="mono">{source}</span>, {payload.contentType},{' '}
      {payload.size === null ? t('facts.erased') : t('facts.size', { count: payload.size })}
    </>
  );
}

/** What the sender was told beside the answer. */
function Warnings({ of }: { of: Traced['warnings'] }) {
  const { t } = useTranslation('trace');
  return (
    <div>
      <h3>{t('warnings')}</h3>
      <ul className="why">
        {of.map(({ path, code, message, rule }) => (
          <li key={`${path} ${code}`}>
            <Badge tone="warning">{code}</Badge> <span lang="en">{message}</span>{' '}
            <span className="mono small quiet">
              {placeText(path)} {rule}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
