import { useTranslation } from 'react-i18next';
import { capital, useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Fold } from '../../parts/fold.js';
import { Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import type { Stay } from './wire.js';
import { Sentences } from './sentences.js';

type Explanation = NonNullable<Stay['explanation']>;

/** What is missing, what may come next, and the region's way of working step by step. */
export function Ahead({ of: { missing, next, steps } }: { of: Explanation }) {
  const { t } = useTranslation('episodes');
  const names = useNames();
  return (
    <div className="columns">
      {missing.length > 0 && (
        <Panel title={t('ahead.missing')}>
          <Sentences of={missing} />
        </Panel>
      )}
      <Panel title={t('ahead.steps')}>
        <div>
          {next.length > 0 && (
            <Fold text={t('ahead.next', { count: next.length })}>
              <Sentences of={next} />
            </Fold>
          )}
          {steps.map((view) => (
            <Fold
              key={view.role}
              text={t('ahead.stepsOf', { role: capital(names.role(view.role)), ...progress(view) })}
            >
              <Steps of={view.steps} />
            </Fold>
          ))}
        </div>
      </Panel>
    </div>
  );
}

type RoleSteps = Explanation['steps'][number];

function progress({ steps }: RoleSteps): { done: number; all: number } {
  const known = steps.filter(({ state }) => state !== 'unseen');
  return { done: known.filter(({ state }) => state === 'done').length, all: known.length };
}

function Steps({ of }: { of: RoleSteps['steps'] }) {
  const { t } = useTranslation('episodes');
  const { both } = useLanguage();
  return (
    <ul className="episode-steps">
      {of.map(({ number, text, state, whose, rule }, at) => (
        <li key={`${rule} ${String(at)}`}>
          <Badge tone={state === 'done' ? 'well' : 'plain'}>{t(`ahead.state.${state}`)}</Badge>
          <span>
            {number !== undefined && <strong>{number}. </strong>}
            {both(text)}
            {number === undefined && <span className="quiet"> ({both(whose)})</span>}{' '}
            <span className="quiet small mono">{rule}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
