import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanPaper } from '#domain/plan/paper/print-jobs.js';
import { withParameters } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button } from '../../parts/controls.js';
import { Window } from '../../parts/dialog.js';
import { Panel } from '../../parts/page.js';
import type { Plan } from './wire.js';

/** Documents of the plan as it stands now; they tell everything, so who has one made is noted. */
export function Documents({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const may = useMay('operations', 'admin');
  const [asked, setAsked] = useState<Wanted>();
  return (
    <Panel title={t('documents.title')}>
      {may ? (
        <div className="row">
          {papersOf(plan).map((paper) => (
            <Button key={paper.kind} onPress={() => setAsked(paper)}>
              {t(`paper.${paper.kind}`)}
            </Button>
          ))}
        </div>
      ) : (
        <p className="quiet">{t('documents.mayNot')}</p>
      )}
      {asked !== undefined && <OpenWindow plan={plan} wanted={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}

function OpenWindow({ plan, wanted, onClose }: { plan: Plan; wanted: Wanted; onClose: () => void }) {
  const { kind, meeting } = wanted;
  const { t } = useTranslation('plans');
  const { language } = useLanguage();
  const address = (form: string) =>
    withParameters(`/v1/ops/plans/${plan.id}/document`, { kind, meeting, form, lang: language });
  return (
    <Window title={t('documents.open', { what: t(`paper.${kind}`) })} onClose={onClose}>
      <p>{t('documents.noted')}</p>
      <div className="row">
        <a className="button" data-tone="main" href={address('pdf')} target="_blank" rel="noreferrer">
          {t('documents.pdf')}
        </a>
        <a className="button" href={address('html')} target="_blank" rel="noreferrer">
          {t('documents.html')}
        </a>
        <Button onPress={onClose}>{t('documents.close')}</Button>
      </div>
    </Window>
  );
}

/** A paper, and of a call to which meeting. */
interface Wanted {
  readonly kind: PlanPaper;
  readonly meeting?: string | undefined;
}

/** Those that there is something to make of; of calls the latest. */
function papersOf({ meetings, goals, madeAt }: Plan): Wanted[] {
  const call = meetings.findLast(({ purpose }) => purpose !== 'aktorsmote');
  const ofActors = meetings.findLast(({ purpose }) => purpose === 'aktorsmote');
  const papers: (readonly [Wanted, boolean])[] = [
    [{ kind: 'plan' }, goals.length > 0 || madeAt !== undefined],
    [{ kind: 'kallelse', meeting: call?.id }, call !== undefined],
    [{ kind: 'aktorsmote', meeting: ofActors?.id }, ofActors !== undefined],
    [{ kind: 'uppfoljning' }, goals.length > 0],
    [{ kind: 'information' }, true],
  ];
  return papers.flatMap(([paper, isThere]) => (isThere ? [paper] : []));
}
