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
});
