import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/page.js';
import { PlanUnit, useCodes, When, Written } from './words.js';
import type { Plan } from './wire.js';

/** To whom the plan has been handed, who has signed it, and what was not done as it says. */
export function HandedOver({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  if (plan.handovers.length === 0 && plan.deviations.length === 0) return null;
  return (
    <Panel title={t('handed.title')}>
      <ul className="why">
        {plan.handovers.map(({ message, event, way, on, unit, to, signatures }) => (
          <li key={message} className="stack-tight">
            <span>
              <strong>{codeOf('event', event)}</strong>
              {way !== undefined && ` ${codeOf('way', way)}`}
              {to !== undefined && `, ${codeOf('relation', to.relation)} ${to.name ?? ''}`}
            </span>
            {signatures !== undefined && <span>{signatures.map(({ name }) => name).join(', ')}</span>}
            <span className="small quiet">
              <When at={on} />, <PlanUnit plan={plan} hsaId={unit} />
            </span>
          </li>
        ))}
        {plan.deviations.map(({ message, event, at, unit, comment }) => (
          <li key={message} className="stack-tight">
            <strong>{codeOf('event', event)}</strong>
            <Written of={comment} isMasked={plan.isMasked} />
            <span className="small quiet">
              <When at={at} />, <PlanUnit plan={plan} hsaId={unit} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
