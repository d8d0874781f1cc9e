import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useList } from '../../api/lists.js';
import { List } from '../../parts/list.js';
import { Panel } from '../../parts/page.js';
import { LetterState } from '../print-queue/letter-state.js';
import type { Letter } from '../print-queue/wire.js';
import { useCodes } from './words.js';
import type { Plan } from './wire.js';

/** Letters of the plan, and how far each has come. */
export function Letters({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  const letters = useList<Letter>('/v1/ops/print-queue', { plan: plan.id, limit: 100 });
  return (
    <Panel title={t('letters.title')} actions={<Link href="/print-queue">{t('letters.all')}</Link>}>
      <List of={letters}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('letters.none')}</p>
          ) : (
            <ul className="why">
              {items.map((letter) => (
                <li key={letter.id} className="stack-tight">
                  <span>
                    <strong>{codeOf('paper', letter.kind)}</strong>{' '}
                    {letter.relation !== null && (
                      <span>
                        {t('letters.to')} {codeOf('relation', letter.relation)}
                      </span>
                    )}
                  </span>
                  <LetterState letter={letter} />
                </li>
              ))}
            </ul>
          )
        }
      </List>
    </Panel>
  );
}
