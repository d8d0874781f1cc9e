import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { ChoiceBox } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { Nothing } from '../../parts/states.js';
import { DutyTable } from './duty-table.js';
import type { Escalation } from './rows.js';

const PER_PAGE = 25;

/** The lists that operations work with, and what each asks the hub for. */
const SHOWN = {
  unowned: { state: 'open', owner: 'none' },
  mine: { state: 'taken', owner: 'me' },
  taken: { state: 'taken', owner: undefined },
  snoozed: { state: 'snoozed', owner: undefined },
  resolved: { state: 'resolved', owner: undefined },
} as const;
type Shown = keyof typeof SHOWN;

/** Every list; an object's keys are only known as texts. */
const LISTS = ['unowned', 'mine', 'taken', 'snoozed', 'resolved'] as const satisfies readonly Shown[];

/** Breached deadlines that somebody has to look at, the oldest first. */
export function Escalations() {
  const { t } = useTranslation('deadlines');
  const { of, choose } = useFilters();
  const asked = { state: of('state') ?? 'open', owner: of('owner') };
  const shown =
    LISTS.find((id) => SHOWN[id].state === asked.state && SHOWN[id].owner === asked.owner) ??
    LISTS.find((id) => SHOWN[id].state === asked.state) ??
    'unowned';
  const escalations = useList<Escalation>('/v1/ops/escalations', { ...SHOWN[shown], limit: PER_PAGE });
  return (
    <>
      <div className="filters no-print">
        <ChoiceBox
          label={t('filter.escalations')}
          value={shown}
          onChange={(id) => choose(SHOWN[LISTS.find((one) => one === id) ?? 'unowned'])}
          choices={LISTS.map((id) => ({ id, text: t(`escalations.${id}`) }))}
        />
      </div>
      <List of={escalations}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t(`noEscalations.${shown}`)}</Nothing>
          ) : (
            <DutyTable
              caption={t('escalationCaption', { count: items.length })}
              rows={items.map((escalation) => ({ duty: escalation.deadline, escalation }))}
            />
          )
        }
      </List>
    </>
  );
}
