import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from './fields.js';
import type { Field } from './fields.js';

const shown = (fields: readonly Field[]): Record<string, string | null> =>
  Object.fromEntries(
    fields.flatMap(({ path, value, children }) =>
      children === undefined ? [[path, value]] : Object.entries(shown(children)),
    ),
  );

describe('the fields of a message that is shown masked', () => {
  it('tell what the hub judged it by, and not what somebody else wrote there', () => {
    const judged = [
      { kind: 'beraknad-utskrivning', startedFrom: 'admittedAt', rule: 'G-ADM-33', late: false },
      { kind: 'Tolvan Tolvansson', startedFrom: 'tolvansson', rule: '191212121212', late: false },
    ];
    expect(shown(fieldsOf({ kind: 'inskrivningsmeddelande', judged }, false))).toEqual({
      kind: 'inskrivningsmeddelande',
      ...{ 'judged[0].kind': 'beraknad-utskrivning', 'judged[0].startedFrom': 'admittedAt' },
      ...{ 'judged[0].rule': 'G-ADM-33', 'judged[0].late': 'false' },
      ...{ 'judged[1].kind': null, 'judged[1].startedFrom': null },
      ...{ 'judged[1].rule': null, 'judged[1].late': 'false' },
    });
  });

  it('of a plan are its ids, units, days and steps; not what was said, by whom, for whom, or who cannot say', () => {
    const plan = '0190a1b2-0000-7000-8000-0000000000ac';
    const content = {
      event: 'genomfort',
      meeting: plan,
      heldAt: '2026-12-03T10:00:00+01:00',
      note: 'Tolvan vill träna',
      agreements: ['Träning'],
      attendance: [
        { unit: 'SE2120002742-SOC01', name: 'Bo Biståndsson', relation: 'socialtjanst', attended: true },
        { unit: 'Tolvans syster', relation: 'narstaende', attended: true },
      ],
      consents: [{ about: 'mote', answer: 'kan-inte', actors: ['SE2120002742-SOC01'], topics: ['boende'] }],
      coordinator: { name: 'Sara Sköterskedotter', unit: 'SE2321000222-HC01', phone: '070-174 06 05' },
      followUpOn: '2027-02-04',
    };
    const known = shown(fieldsOf({ kind: 'sip-mote', plan, content }, false));
    expect(Object.entries(known).filter(([, value]) => value !== null)).toEqual([
      ['kind', 'sip-mote'],
      ['plan', plan],
      ['content.event', 'genomfort'],
      ['content.meeting', plan],
      ['content.heldAt', '2026-12-03T10:00:00+01:00'],
      ['content.consents[0].about', 'mote'],
      ['content.consents[0].actors[0]', 'SE2120002742-SOC01'],
      ['content.attendance[0].unit', 'SE2120002742-SOC01'],
      ['content.followUpOn', '2027-02-04'],
      ['content.coordinator.unit', 'SE2321000222-HC01'],
    ]);
  });

  it('call each of them by a name in both languages', () => {
    const content = { event: 'kommentar', intervention: 'x1', comment: 'Går bra', outcome: 'fortsatter' };
    const [, told] = fieldsOf({ kind: 'sip-uppfoljning', content }, true);
    expect(told?.children?.map(({ label }) => label.sv)).toEqual(['händelse', 'insats', 'kommentar', 'utfall']);
  });
});
