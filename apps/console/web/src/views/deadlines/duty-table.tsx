import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHubNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../i18n/texts.js';
import { Tick } from '../../parts/controls.js';
import { useKeptFocus } from '../../parts/kept-focus.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Ask } from './ask.js';
import type { Asked } from './ask.js';
import { Bulk } from './bulk.js';
import { Due, LadderBelow, Sent, What, Whose } from './cells.js';
import { HandlingCell } from './handling.js';
import { canBeTaken } from './rows.js';
import type { Row } from './rows.js';

const idOf = ({ duty }: Row) => duty.id;

/** A set with or without an id. */
function changed(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  return new Set(isIn ? [...ids, id] : [...ids].filter((one) => one !== id));
}

/** Duties with all there is to know about each, and what can be done with one or with many. */
export function DutyTable({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const { t } = useTranslation('deadlines');
  const may = useMay('operations', 'admin');
  const now = useHubNow();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>();
  const { ticked, setTicked, takeable, chosen } = useTicks(rows, now);
  const columns: Column<Row>[] = [
    { id: 'due', head: t('column.due'), cell: ({ duty }) => <Due duty={duty} /> },
    { id: 'whose', head: t('column.whose'), cell: ({ duty }) => <Whose duty={duty} /> },
    { id: 'what', head: t('column.what'), cell: ({ duty }) => <What duty={duty} /> },
    {
      id: 'sent',
      head: t('column.sent'),
      cell: ({ duty }) => (
        <Sent
          duty={duty}
          isOpen={opened.has(duty.id)}
          onOpen={(isOpen) => setOpened(changed(opened, duty.id, isOpen))}
        />
      ),
    },
    { id: 'handling', head: t('column.handling'), cell: (row) => <HandlingCell row={row} onAsk={setAsked} /> },
  ];
  const tickColumn: Column<Row> = {
    id: 'tick',
    head: t('column.tick'),
    isHeadHidden: true,
    cell: (row) =>
      canBeTaken(row, now) && (
        <RowTick
          row={row}
          isSelected={ticked.has(idOf(row))}
          onChange={(isSelected) => setTicked(changed(ticked, idOf(row), isSelected))}
        />
      ),
  };
  const keptFocus = useKeptFocus();
  return (
    <div className="stack" {...keptFocus}>
      {may && takeable.length > 0 && (
        <Bulk
          takeable={takeable}
          chosen={chosen}
          onTickAll={(isSelected) => setTicked(new Set(isSelected ? takeable.map(idOf) : []))}
          onDone={() => setTicked(new Set())}
        />
      )}
      <Table
        caption={caption}
        columns={may && takeable.length > 0 ? [tickColumn, ...columns] : columns}
        rows={rows}
        keyOf={idOf}
        toneOf={({ duty }) => (duty.overdue ? 'critical' : 'plain')}
        detailOf={({ duty }) => (opened.has(duty.id) ? <LadderBelow duty={duty} /> : undefined)}
      />
      {asked !== undefined && <Ask asked={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

/** Which of the rows that can be taken are ticked. @param now hub time, ms */
function useTicks(rows: readonly Row[], now: number | undefined) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const takeable = rows.filter((row) => canBeTaken(row, now));
  return { ticked, setTicked, takeable, chosen: takeable.filter((row) => ticked.has(idOf(row))) };
}

function RowTick({ row, ...tick }: { row: Row; isSelected: boolean; onChange: (isSelected: boolean) => void }) {
  const { t } = useTranslation('deadlines');
  const { both } = useLanguage();
  const { names, responsible } = row.duty;
  return <Tick label={t('tick', { what: both(names.kind), unit: responsible.name ?? responsible.hsaId })} {...tick} />;
}
