import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';
import { Badge } from '../../parts/words.js';
import { useCodes } from './words.js';
import type { Plan } from './wire.js';
import '../messages/trace.css';

/** Who has done what when, the latest first; each message leads to its trace. */
export function Done({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const codeOf = useCodes();
  const nameOf = (unit: string) => plan.units.find(({ hsaId }) => hsaId === unit)?.name ?? unit;
  return (
    <ol className="timeline" reversed>
      {plan.done.toReversed().map((step, place, all) => {
        const isMove = !step.withdrawn && all[place + 1]?.state !== step.state;
        return (
          <li key={`${step.message} ${String(place)}`} data-tone={isMove ? 'notice' : 'plain'}>
            <span className="small quiet">
              <Moment at={step.at} />
            </span>
            <span>
              <Link href={`/messages/${step.message}`}>
                <strong>{capital(both(step.name))}</strong>
              </Link>
              {step.event !== undefined && <span> ({codeOf('event', step.event)})</span>}{' '}
              {step.withdrawn && <Badge>{t('done.withdrawn')}</Badge>}
            </span>
            <span className="small">
              {nameOf(step.unit)}
              {isMove && (
                <span className="quiet">
                  {' → '}
                  {both(PLAN_STATE_NAMES[step.state])}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
