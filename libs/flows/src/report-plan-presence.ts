import type { Unit } from '#domain/directory/directory.js';
import { sumPresences } from '#domain/report/plan-meetings.js';
import type { Presence, PresenceSum } from '#domain/report/plan-meetings.js';
import { Groups } from './report-plan-heads.js';
import { meetingsOfPeriod } from './report-plan-meetings.js';
import { isWantedUnit } from './report-run.js';
import type { Report, ReportGround } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Key {
  readonly profile: string;
  readonly hsaId: string | null;
  readonly relation: Presence['relation'];
}

interface Group extends Key {
  readonly unit: Unit | undefined;
  readonly sum: PresenceSum;
}

const ROWS = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['relation', 'code', 'Deltar som', 'Takes part as', ({ relation }) => relation],
  ['unit', 'text', 'Enhet (HSA-id)', 'Unit (HSA-id)', ({ hsaId }) => hsaId],
  ['unitName', 'text', 'Enhet', 'Unit', ({ unit }) => unit?.name ?? null],
  ['role', 'code', 'Roll', 'Role', ({ unit }) => unit?.role ?? null],
  ['municipality', 'code', 'Kommun', 'Municipality', ({ unit }) => unit?.municipality ?? null],
  ['called', 'number', 'Kallade', 'Called', ({ sum }) => sum.called],
  ['attended', 'number', 'Deltog', 'Attended', ({ sum }) => sum.attended],
  ['absent', 'number', 'Kallade som uteblev', 'Called and absent', ({ sum }) => sum.absent],
  ['waiting', 'number', 'Mötet inte hållet', 'Meeting not held', ({ sum }) => sum.waiting],
  ['share', 'share', 'Andel kallade som kom', 'Share of the called that came', ({ sum }) => shareOf(sum.share)],
  ['unprepared', 'number', 'Utan egen planering i navet', 'No own planning in the hub', ({ sum }) => sum.unprepared],
]);

/** Who comes to the meetings of plans, by unit, and who has told of no own planning before them. [N-PREP-04] */
export const PLAN_PRESENCE_REPORT: Report = {
  head: {
    name: 'sip-narvaro',
    title: { sv: 'Närvaro vid SIP-möten', en: 'Attendance at meetings of plans (SIP)' },
    about: {
      sv: 'Kallade och närvarande per enhet vid möten som hölls eller skulle hållas under perioden; de som saknar inkorg räknas efter hur de deltar. Egen planering syns i navet när enheten har skickat något om planen mellan kallelsen och mötet',
      en: 'Called and present by unit at meetings that were held or to be held in the period; those without an inbox count by how they take part. Own planning shows in the hub when the unit told something of the plan between the call and the meeting',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: undefined,
  },
  run: (ground) => ({ rows: read(ground), summary: () => [] }),
};

async function* read(ground: ReportGround): AsyncGenerator<readonly Row[]> {
  const { filter, directory } = ground;
  const groups = new Groups<Key, Presence>();
  // A municipality is the one of the units here, as in every report by unit.
  const every = { ...ground, filter: { ...filter, municipality: undefined } };
  for await (const page of meetingsOfPeriod(every)) {
    for (const { of, meeting } of page) {
      for (const presence of meeting.presences) {
        const { unit = null, relation } = presence;
        const key = { profile: of.plan.profile, hsaId: unit, relation };
        if (isWantedUnit(unit ?? '', filter, directory)) groups.add(key, presence);
      }
    }
  }
  yield groups.rows().map(({ key, items }) => {
    return ROWS.row({ ...key, unit: directory.units.get(key.hsaId ?? ''), sum: sumPresences(items) });
  });
}
