import { useTranslation } from 'react-i18next';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import { PlanUnit, useCodes, When } from './words.js';
import type { Plan } from './wire.js';

type Consent = Plan['consent'][number];

/** What the person has agreed to, for whom, and what was answered before. */
export function Consents({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const before = plan.consents.filter(
    (one) => !plan.consent.some(({ about, message }) => about === one.about && message === one.message),
  );
  return (
    <Panel title={t('consents.title')}>
      {plan.consent.length === 0 ? (
        <p className="quiet">{t('consents.none')}</p>
      ) : (
        <List of={plan.consent} plan={plan} />
      )}
      {before.length > 0 && (
        <Fold text={t('consents.before', { count: before.length })}>
          <List of={before} plan={plan} />
        </Fold>
      )}
    </Panel>
  );
}

function List({ of, plan }: { of: readonly Consent[]; plan: Plan }) {
  return (
    <ul className="why">
      {of.map((consent) => (
        <One key={`${consent.about} ${consent.at} ${consent.message}`} of={consent} plan={plan} />
      ))}
    </ul>
  );
}

const TONES: Readonly<Record<Consent['answer'], Tone>> = { ja: 'well', nej: 'warning', 'kan-inte': 'notice' };

function One({ of, plan }: { of: Consent; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const codeOf = useCodes();
  const { name, answer, at, unit, actors, harmAssessed, withdrawnAt } = of;
  const isWithdrawn = withdrawnAt !== undefined;
  return (
    <li className="stack-tight">
      <span>
        <Badge tone={isWithdrawn ? 'warning' : TONES[answer]}>
          {isWithdrawn ? t('consents.withdrawn') : codeOf('answer', answer)}
        </Badge>{' '}
        <strong>{capital(both(name))}</strong>
      </span>
      <span className="small quiet">
        <When at={withdrawnAt ?? at} />, <PlanUnit plan={plan} hsaId={unit} />
        {harmAssessed === true && `, ${t('consents.harm')}`}
      </span>
      {actors !== undefined && (
        <span className="small">
          {t('consents.actors')}{' '}
          {actors.map((actor, place) => (
            <span key={actor}>
              {place > 0 && ', '}
              <PlanUnit plan={plan} hsaId={actor} />
            </span>
          ))}
        </span>
      )}
    </li>
  );
}
