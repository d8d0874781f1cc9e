import { Fragment } from 'react';
import type { Tone } from './words.js';

/** A column: its heading, what stands in it, and whether it is a number. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** Of a heading that is only read out, such as that of the actions. */
  readonly isHeadHidden?: boolean;
  readonly cell: (row: Row) => React.ReactNode;
  readonly isNumber?: boolean;
  /** Sorts by this column when its heading is pressed. */
  readonly onSort?: (() => void) | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

/**
 * A table with a caption; on narrow screens each row becomes a card with its headings, unless `isWide`. What `detailOf` gives
 * stands below its row over the whole width; undefined: nothing.
 */
export function Table<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  keyOf,
  toneOf,
  detailOf,
  isWide = false,
}: {
  caption: string;
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  toneOf?: (row: Row) => Tone;
  detailOf?: (row: Row) => React.ReactNode;
  isWide?: boolean;
}) {
  return (
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table" data-wide={isWide || undefined}>
        <caption className={isCaptionHidden ? 'hidden-text' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <tr data-tone={toneOf?.(row)}>
                {columns.map(({ id, head, cell, isNumber }) => (
                  <td key={id} data-label={head} className={isNumber === true ? 'number' : undefined}>
                    <div>{cell(row)}</div>
                  </td>
                ))}
              </tr>
              <Detail columns={columns.length}>{detailOf?.(row)}</Detail>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Detail({ columns, children }: { columns: number; children: React.ReactNode }) {
  if (children === undefined) return null;
  return (
    <tr className="detail">
      <td colSpan={columns}>
        <div>{children}</div>
      </td>
    </tr>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { head, isHeadHidden, isNumber, onSort, sorted } = column;
  const text = isHeadHidden === true ? <span className="hidden-text">{head}</span> : head;
  return (
    <th scope="col" className={isNumber === true ? 'number' : undefined} aria-sort={sorted}>
      {onSort === undefined ? (
        text
      ) : (
        <button type="button" className="sort" onClick={onSort}>
          {text}
          <span aria-hidden="true">{sorted === 'ascending' ? ' ▲' : sorted === 'descending' ? ' ▼' : ''}</span>
        </button>
      )}
    </th>
  );
}
