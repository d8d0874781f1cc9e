import { useTranslation } from 'react-i18next';
import type { DeadlineDto } from '../../../src/dto/deadline.dto.js';
import type { Json } from '../api/wire.js';
import { capital } from '../i18n/names.js';
import { useLanguage } from '../i18n/texts.js';
import { Moment } from './moment.js';
import { Badge, UnitName } from './words.js';
import '../theme/contents.css';

type Rung = Json<DeadlineDto>['ladder'][number];

/** Rungs that told the same units the same, as reminders do time and again: the latest, and all times. */
interface Told {
  readonly rung: Rung;
  readonly times: readonly string[];
}

/** What has fired, each thing once, then what is ahead. */
function toldOf(rungs: readonly Rung[]): Told[] {
  const told = new Map<string, Told>();
  rungs.forEach((rung, at) => {
    const { step, rule, to, firedAt } = rung;
    const key = firedAt === null ? `ahead ${String(at)}` : [step, rule, ...to.map(({ hsaId }) => hsaId)].join(' ');
    told.set(key, { rung, times: [...(told.get(key)?.times ?? []), ...(firedAt === null ? [] : [firedAt])] });
  });
  return [...told.values()];
}

/** The ladder of a deadline: who was told when, and who will be if nothing happens. @param now hub time, ms */
export function Ladder({ of, now }: { of: readonly Rung[]; now?: number | undefined }) {
  const { t } = useTranslation('contents');
  if (of.length === 0) return <p className="quiet">{t('ladder.none')}</p>;
  return (
    <ol className="ladder">
      {toldOf(of).map((told, at) => (
        <OneRung key={`${told.rung.step} ${String(at)}`} told={told} now={now} />
      ))}
    </ol>
  );
}

function OneRung({ told: { rung, times }, now }: { told: Told; now: number | undefined }) {
  const { t } = useTranslation('contents');
  const { both } = useLanguage();
  const { name, rule, at, to } = rung;
  const [first] = times;
  return (
    <li data-fired={first !== undefined || undefined}>
      <span className="row">
        <strong>{capital(both(name))}</strong>
        <Badge tone={first === undefined ? 'plain' : 'notice'}>
          {first === undefined ? t('ladder.ahead') : t('ladder.fired', { count: times.length })}
        </Badge>
        <Moment at={times.at(-1) ?? at} now={now} />
        <span className="quiet small mono">{rule}</span>
      </span>
      {first !== undefined && times.length > 1 && (
        <span className="small quiet">
          {t('ladder.first')} <Moment at={first} />
        </span>
      )}
      {to.length === 0 ? (
        <span className="quiet">{t('ladder.nobody')}</span>
      ) : (
        <ul className="ladder-to">
          {to.map((unit) => (
            <li key={unit.hsaId}>
              <UnitName unit={unit} withPhone />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
