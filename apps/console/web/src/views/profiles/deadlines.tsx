import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Facts } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { Badge } from '../../parts/words.js';
import type { Profile } from './wire.js';
import { Rule } from './states.js';

type Deadline = Profile['deadlines'][number];

/** Everything that is owed in time, with whom the hub reminds and tells when it is late. */
export function Deadlines({ of }: { of: Profile }) {
  const { t } = useTranslation('profiles');
  if (of.deadlines.length === 0) return <Nothing>{t('deadlines.none')}</Nothing>;
  return (
    <div className="columns">
      {of.deadlines.map((deadline) => (
        <DeadlineCard key={deadline.kind} deadline={deadline} />
      ))}
    </div>
  );
}

function DeadlineCard({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  return (
    <article className="deadline-card stack">
      <div className="row apart">
        <h3>{both(deadline.name)}</h3>
        <Rule id={deadline.rule} />
      </div>
      <Facts
        of={[
          [t('deadlines.starts'), both(deadline.starts)],
          [t('deadlines.due'), <strong key="due">{both(deadline.due)}</strong>],
          [t('deadlines.responsible'), both(deadline.responsible)],
          [t('deadlines.ends'), both(deadline.ends)],
        ]}
      />
      {deadline.ladder.length === 0 ? (
        <p className="quiet small">{t('deadlines.noLadder')}</p>
      ) : (
        <ol className="ladder-list">
          {deadline.ladder.map(({ step, send, to, at, rule }) => (
            <li key={step}>
              <span>{both(at)}:</span>{' '}
              <Badge tone={send === 'paminnelse' ? 'notice' : 'warning'}>{t(`deadlines.${send}`)}</Badge>{' '}
              {t('deadlines.to')} {both(to)} <Rule id={rule} />
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
