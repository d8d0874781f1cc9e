import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../api/address.js';
import { useList } from '../../api/lists.js';
import { Button } from '../../parts/controls.js';
import { List } from '../../parts/list.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { CheckState } from './check-state.js';
import { DrawCheck } from './draw-check.js';
import { OneCheck } from './one-check.js';
import type { SpotCheck } from './wire.js';

/** Readings drawn by chance, to be looked at, and what was found in them. */
export function SpotChecks() {
  const { t } = useTranslation('audit');
  const { of, choose } = useFilters();
  const checks = useList<SpotCheck>('/v1/audit/spot-checks', undefined, { isSteady: true });
  const [isDrawing, setDrawing] = useState(false);
  const chosen = checks.items?.find(({ id }) => id === of('check'));
  const open = (check: SpotCheck) => choose({ check: check.id });
  return (
    <>
      <p className="quiet">{t('check.about')}</p>
      <div className="no-print">
        <Button tone="main" onPress={() => setDrawing(true)}>
          {t('check.new')}
        </Button>
      </div>
      {isDrawing && <DrawCheck onDrawn={open} onClose={() => setDrawing(false)} />}
      {chosen !== undefined && <OneCheck key={chosen.id} check={chosen} onClose={() => choose({ check: undefined })} />}
      <List of={checks}>
        {(items) => (items.length === 0 ? <Nothing>{t('check.none')}</Nothing> : <Checks of={items} onOpen={open} />)}
      </List>
    </>
  );
}

function Checks({ of, onOpen }: { of: readonly SpotCheck[]; onOpen: (check: SpotCheck) => void }) {
  const { t } = useTranslation('audit');
  const columns: Column<SpotCheck>[] = [
    { id: 'state', head: t('check.state'), cell: (check) => <CheckState check={check} /> },
    { id: 'drawn', head: t('check.drawn'), cell: ({ drawnAt }) => <Moment at={drawnAt} /> },
    { id: 'by', head: t('check.by'), cell: ({ drawnBy }) => <span className="mono wrapped">{drawnBy}</span> },
    {
      id: 'period',
      head: t('check.period'),
      cell: ({ from, to }) => (
        <>
          <Moment at={from} /> – <Moment at={to} />
        </>
      ),
    },
    { id: 'unit', head: t('entry.unit'), cell: ({ unit }) => unit ?? t('check.allUnits') },
    { id: 'size', head: t('check.lines'), cell: ({ entries }) => entries.length, isNumber: true },
    {
      id: 'open',
      head: t('check.action'),
      isHeadHidden: true,
      cell: (check) => (
        <Button onPress={() => onOpen(check)}>{t(check.closedAt === null ? 'check.look' : 'check.read')}</Button>
      ),
    },
  ];
  return <Table caption={t('check.caption')} columns={columns} rows={of} keyOf={({ id }) => id} />;
}
