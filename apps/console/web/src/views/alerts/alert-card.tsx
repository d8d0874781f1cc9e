import { useTranslation } from 'react-i18next';
import type { AlertDto } from '../../../../src/dto/alert.dto.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Moment, spanText } from '../../parts/moment.js';
import { Facts, Panel } from '../../parts/page.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';

type Alert = Json<AlertDto>;
type Sending = Alert['sent'][number];

/** More are folded away. */
const UNITS_SHOWN = 5;

/** One alert: what it is about, whom to call, and who was told of it. */
export function AlertCard({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const { both } = useLanguage();
  const isActive = alert.state === 'active';
  return (
    <Panel
      title={both(alert.name)}
      actions={<Badge tone={isActive ? 'critical' : 'plain'}>{t(`state.${alert.state}`)}</Badge>}
    >
      <p>{both(alert.text)}</p>
      <Facts
        of={[
          [t(isActive ? 'since' : 'lasted'), <Lasted key="lasted" alert={alert} />],
          ...(alert.count > 0 ? [[t(isActive ? 'count' : 'most'), alert.count] as const] : []),
          ...(alert.units.length > 0 ? [[t('units'), <Units key="units" of={alert.units} />] as const] : []),
          [t('told'), <Sent key="sent" of={alert.sent} />],
        ]}
      />
    </Panel>
  );
}

function Lasted({ alert: { startedAt, endedAt } }: { alert: Alert }) {
  const now = useHubNow();
  if (endedAt === null) return <Moment at={startedAt} now={now} />;
  const seconds = (new Date(endedAt).getTime() - new Date(startedAt).getTime()) / 1000;
  return (
    <>
      <Moment at={startedAt} /> – <Moment at={endedAt} /> <span className="quiet">({spanText(seconds)})</span>
    </>
  );
}

function Units({ of }: { of: Alert['units'] }) {
  const { t } = useTranslation('alerts');
  const list = (units: Alert['units']) => (
    <ul className="plain-list">
      {units.map((unit) => (
        <li key={unit.hsaId}>
          <UnitName unit={unit} withPhone />
        </li>
      ))}
    </ul>
  );
  const more = of.slice(UNITS_SHOWN);
  return (
    <>
      {list(of.slice(0, UNITS_SHOWN))}
      {more.length > 0 && <Fold text={t('moreUnits', { count: more.length })}>{list(more)}</Fold>}
    </>
  );
}

/** Every sending, so that silence can be told from trouble. */
function Sent({ of }: { of: readonly Sending[] }) {
  const { t } = useTranslation('alerts');
  if (of.length === 0) return <Badge tone="warning">{t('toldNobody')}</Badge>;
  return (
    <ul className="plain-list">
      {of.map((sending) => (
        <li key={`${sending.channel} ${sending.to} ${sending.what}`} className="row">
          <span>
            {t(`channel.${sending.channel}`)} {sending.to}, {t(`what.${sending.what}`)}
          </span>
          <Moment at={sending.at} />
          <Badge tone={toneOf(sending)}>{t(`outcome.${String(sending.ok)}`)}</Badge>
          {sending.error !== null && <code>{sending.error}</code>}
          {sending.attempts > 1 && <span className="quiet small">{t('attempts', { count: sending.attempts })}</span>}
        </li>
      ))}
    </ul>
  );
}

function toneOf({ ok }: Sending): Tone {
  if (ok === null) return 'warning';
  return ok ? 'well' : 'critical';
}
