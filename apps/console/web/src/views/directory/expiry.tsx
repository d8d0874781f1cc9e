import { useTranslation } from 'react-i18next';
import { useHubNow } from '../../api/live.js';
import { Fold } from '../../parts/fold.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import { dayOf } from '../../parts/civil-days.js';
import type { Directory } from '../../api/directory.js';

type Client = Directory['clients'][number];

/** Days before its end from which a secret, key or certificate is to be renewed. */
const RENEW_BEFORE = 30;
const DAY = 86_400_000;

interface Credential {
  readonly kind: 'secret' | 'key' | 'certificate';
  readonly name: string;
  /** The last day on which it is taken, `YYYY-MM-DD`; null: it does not end. */
  readonly lastDay: string | null;
}

/** Everything a client may be known by; what ends first comes first. */
export function credentialsOf({ secretEnds, keys, certificates }: Client): Credential[] {
  const all: Credential[] = [
    ...secretEnds.map(({ expiresAt }) => ({ kind: 'secret' as const, name: '', lastDay: expiresAt })),
    ...keys.map(({ kid, alg, expiresAt }) => ({
      kind: 'key' as const,
      name: [kid, alg].filter((part) => part !== null).join(' '),
      lastDay: expiresAt,
    })),
    ...certificates.map(({ subject, notAfter }) => ({
      kind: 'certificate' as const,
      name: subject,
      lastDay: dayOf(notAfter),
    })),
  ];
  return all.sort((a, b) => (a.lastDay ?? '9999').localeCompare(b.lastDay ?? '9999'));
}

/** The end that is nearest, and how near; all of them when it is opened. */
export function Expiry({ client }: { client: Client }) {
  const { t } = useTranslation('directory');
  const credentials = credentialsOf(client);
  const [first] = credentials;
  if (first === undefined) return <Badge tone="warning">{t('credential.none')}</Badge>;
  if (credentials.length === 1)
    return (
      <>
        {t(`credential.${first.kind}`)} <Ends of={first} />
      </>
    );
  return (
    <>
      <Ends of={first} />
      <Fold
        text={t('credential.all', { count: credentials.length })}
        label={t('credential.allOf', { count: credentials.length, name: client.name })}
      >
        <ul className="plain-list">
          {credentials.map((credential, at) => (
            // Two secrets without an end are alike in everything but their place.
            <li key={`${String(at)} ${credential.name}`}>
              {t(`credential.${credential.kind}`)} {credential.name} <Ends of={credential} />
            </li>
          ))}
        </ul>
      </Fold>
    </>
  );
}

function Ends({ of: { lastDay } }: { of: Credential }) {
  const { t } = useTranslation('directory');
  const now = useHubNow() ?? Date.now();
  if (lastDay === null) return <span className="quiet">{t('credential.endless')}</span>;
  const days = Math.round((Date.parse(lastDay) - Date.parse(dayOf(now))) / DAY);
  const tone: Tone = days < 0 ? 'critical' : days <= RENEW_BEFORE ? 'warning' : 'plain';
  return (
    <span>
      <span className="nowrap">{lastDay}</span>{' '}
      <Badge tone={tone}>{days < 0 ? t('credential.over') : t('credential.days', { count: days })}</Badge>
    </span>
  );
}
