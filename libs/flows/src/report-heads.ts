import type { Directory, Unit } from '#domain/directory/directory.js';
import type { ColumnOf } from './report-tables.js';

/** By what a stay is known in the rows about it. */
interface StayHead {
  /** The hub's id. */
  readonly id: string;
  readonly number: string;
  readonly organisation: string;
  readonly profile: string;
  /** HSA-id. */
  readonly ward: string;
}

/** The first columns of every report about single stays. */
export function stayColumns<Subject extends { readonly directory: Directory }>(
  headOf: (subject: Subject) => StayHead,
): readonly ColumnOf<Subject>[] {
  return [
    ['episode', 'text', 'Vårdtillfälle (navets id)', 'Care episode (hub id)', (one) => headOf(one).id],
    ['number', 'text', 'Vårdtillfälle', 'Care episode', (one) => headOf(one).number],
    ['organisation', 'text', 'Organisation', 'Organisation', (one) => headOf(one).organisation],
    ['profile', 'code', 'Profil', 'Profile', (one) => headOf(one).profile],
    ['ward', 'text', 'Avdelning (HSA-id)', 'Ward (HSA-id)', (one) => headOf(one).ward],
    ['wardName', 'text', 'Avdelning', 'Ward', (one) => one.directory.units.get(headOf(one).ward)?.name ?? null],
  ];
}

/** A unit by its HSA-id, with what the directory knows of it. */
export interface CountedUnit {
  readonly hsaId: string;
  readonly unit: Unit | undefined;
}

/** The first columns of every report that counts by unit. */
export function unitColumns<Subject extends CountedUnit>(): readonly ColumnOf<Subject>[] {
  return [
    ['unit', 'text', 'Enhet (HSA-id)', 'Unit (HSA-id)', ({ hsaId }) => hsaId],
    ['unitName', 'text', 'Enhet', 'Unit', ({ unit }) => unit?.name ?? null],
    ['role', 'code', 'Roll', 'Role', ({ unit }) => unit?.role ?? null],
    ['municipality', 'code', 'Kommun', 'Municipality', ({ unit }) => unit?.municipality ?? null],
  ];
}
