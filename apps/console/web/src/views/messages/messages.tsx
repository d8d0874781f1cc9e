import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import type { OpsMessageDto } from '../../../../src/dto/message.dto.js';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { useNames } from '../../i18n/names.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { Badge, UnitName } from '../../parts/words.js';
import { DeliveryState, deliveryTone } from './deliveries.js';
import { MessageFilters } from './filters.js';
import './messages.css';

type OpsMessage = Json<OpsMessageDto>;

const PAGE = 50;
/** Recipients that are listed with their message; there are seldom more than four. */
const SHOWN_RECIPIENTS = 6;

/** Messages by id, stay, plan, unit, kind or time. */
export default function Messages() {
  const { t } = useTranslation('messages');
  const { of } = useFilters();
  const isClean = useCleanAddress();
  const messages = useList<OpsMessage>(
    '/v1/ops/messages',
    {
      messageId: of('messageId'),
      episode: of('episode'),
      plan: of('plan'),
      unit: of('unit'),
      kind: of('kind'),
      from: of('from'),
      to: of('to'),
      limit: PAGE,
    },
    { isEnabled: isClean },
  );
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <MessageFilters />
      <List of={messages}>
        {(items) => (items.length === 0 ? <Nothing>{t('nothing')}</Nothing> : <MessageTable messages={items} />)}
      </List>
    </>
  );
}

/** A personal number that somebody put into the address is taken out of it, and asked for nowhere. */
function useCleanAddress(): boolean {
  const { of, choose } = useFilters();
  const [messageId, episode] = [of('messageId'), of('episode')];
  const isClean = !holdsPersonalNumber(`${messageId ?? ''} | ${episode ?? ''}`);
  useEffect(() => {
    if (!isClean) choose({ messageId: undefined, episode: undefined });
  });
  return isClean;
}

function MessageTable({ messages }: { messages: readonly OpsMessage[] }) {
  const { t } = useTranslation('messages');
  const now = useHubNow();
  return (
    <Table
      caption={t('caption')}
      rows={messages}
      keyOf={({ id }) => id}
      toneOf={({ deliveries }) =>
        deliveries.some((one) => deliveryTone(one, now) === 'critical') ? 'critical' : 'plain'
      }
      columns={[
        { id: 'at', head: t('column.at'), cell: ({ receivedAt }) => <Moment at={receivedAt} withSeconds /> },
        { id: 'what', head: t('column.what'), cell: (message) => <What message={message} /> },
        { id: 'from', head: t('column.from'), cell: ({ sender }) => <UnitName unit={sender} /> },
        { id: 'to', head: t('column.to'), cell: ({ deliveries }) => <SentTo deliveries={deliveries} /> },
        { id: 'episode', head: t('column.episode'), cell: (message) => <About of={message} /> },
      ]}
    />
  );
}

function What({ message }: { message: OpsMessage }) {
  const { t } = useTranslation('messages');
  const names = useNames();
  return (
    <>
      <Link href={`/messages/${message.id}`}>
        <strong>{names.kind(message.kind)}</strong>
      </Link>
      <br />
      <span className="small mono">{message.messageId}</span>
      {message.withdrawnBy !== null && (
        <>
          {' '}
          <Badge>{t('withdrawn')}</Badge>
        </>
      )}
    </>
  );
}

function SentTo({ deliveries }: Pick<OpsMessage, 'deliveries'>) {
  const { t } = useTranslation('messages');
  const now = useHubNow();
  if (deliveries.length === 0) return <span className="quiet">{t('toNobody')}</span>;
  const left = deliveries.length - SHOWN_RECIPIENTS;
  return (
    <ul className="sent-to">
      {deliveries.slice(0, SHOWN_RECIPIENTS).map((delivery) => (
        <li key={delivery.id}>
          <span>{delivery.unit.name ?? delivery.unit.hsaId}</span>
          <DeliveryState of={delivery} now={now} />
        </li>
      ))}
      {left > 0 && <li className="quiet">{t('andMore', { count: left })}</li>}
    </ul>
  );
}

/** The stay that it is about, the plan, or both. */
function About({ of }: { of: OpsMessage }) {
  const { t } = useTranslation('messages');
  if (of.plan === null) return <EpisodeLink of={of} />;
  return (
    <div className="stack-tight">
      {of.episode !== null && <EpisodeLink of={of} />}
      <Link href={`/plans/${of.plan}`}>{t('plan')}</Link>
    </div>
  );
}

/** The stay that a message belongs to. */
export function EpisodeLink({ of: { episode, episodeNumber } }: { of: Pick<OpsMessage, 'episode' | 'episodeNumber'> }) {
  const { t } = useTranslation('messages');
  if (episode === null) return <span className="quiet">{t('noEpisode')}</span>;
  return (
    <Link href={`/episodes/${episode}`} className="mono">
      {episodeNumber ?? episode}
    </Link>
  );
}
