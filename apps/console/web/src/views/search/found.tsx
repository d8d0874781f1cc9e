import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SearchResultDto } from '../../../../src/dto/search.dto.js';
import { get, Refusal } from '../../api/client.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { PersonalNumber } from './personal-number.js';

type Found = Json<SearchResultDto>['items'][number];

const KINDS = ['message', 'episode', 'plan', 'unit', 'quarantine'] as const satisfies readonly Found['kind'][];

const PLACES: Readonly<Record<Found['kind'], string>> = {
  message: '/messages',
  episode: '/episodes',
  plan: '/plans',
  unit: '/directory/units',
  quarantine: '/quarantine',
};

/** What the hub has by a text: messages, stays, plans, units, and what lies in quarantine. */
export function FoundThings({ wanted }: { wanted: string }) {
  const { t } = useTranslation('search');
  const found = useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) => get<Json<SearchResultDto>>('/v1/ops/search', { q: wanted }, signal),
    // Nothing that was looked for stays behind.
    gcTime: 0,
    retry: false,
  });
  if (found.error instanceof Refusal && found.error.code === 'personal-number') return <PersonalNumber />;
  const count = found.data?.items.length;
  return (
    <>
      <p role="status" className="quiet small">
        {count !== undefined && t('count', { count })}
      </p>
      <Answer of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>{t('nothing')}</Nothing>
          ) : (
            KINDS.map((kind) => <Group key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} />)
          )
        }
      </Answer>
    </>
  );
}

function Group({ kind, items }: { kind: Found['kind']; items: readonly Found[] }) {
  const { t } = useTranslation('search');
  const now = useHubNow();
  if (items.length === 0) return null;
  return (
    <Panel title={`${t(`kinds.${kind}`)} (${String(items.length)})`}>
      <ul className="plain-list">
        {items.map(({ id, title, detail, at }) => (
          <li key={id}>
            <Link href={`${PLACES[kind]}/${encodeURIComponent(id)}`}>{title}</Link>{' '}
            <span className="quiet">
              {detail} {at !== null && <Moment at={at} now={now} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
