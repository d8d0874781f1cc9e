import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt, nextControlId } from '../support/adt.js';
import type { Posted } from '../support/posting.js';
import { HttpWorld, notice, PATIENT, told, WARD } from './http-world.js';

let world: HttpWorld;

beforeAll(async () => {
  world = await HttpWorld.open();
}, 90_000);
afterAll(() => world.close());

describe('the planning category decides who gets the notice', () => {
  const [SOC, HSV, SABO] = ['SE2120002338-SOC01', 'SE2120002338-HSV01', 'SE2120002338-SABO01'];
  const HC = 'SE2321000016-HC01';
  const [SOC81, HSV81, SABO81] = ['SE2120002346-SOC01', 'SE2120002346-HSV01', 'SE2120002346-SABO01'];
  const HC3 = 'SE2321000016-HC03';
  const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['B [G-CAT-04]', [HC], [HC3]],
    ['C [G-CAT-07]', [SOC], [SOC81]],
    ['D [G-CAT-09] [G-CAT-17]', [HSV, HC], [HSV81, HC3]],
    ['BC [G-CAT-11]', [HC, SOC], [HC3, SOC81]],
    ['CD [G-CAT-13] [G-CAT-17]', [SOC, HSV, HC], [SOC81, HSV81, HC3]],
    ['E [G-CAT-15] [G-CAT-17]', [SOC, SABO, HC], [SOC81, SABO81, HC3]],
  ];
  const contentOf = (category: string) => ({
    ...{ admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
    ...(category === 'B' ? { physicianAssessed: true } : {}),
  });

  async function deliveredTo(id: string): Promise<string[]> {
    const found = await world.rows<{ unit: string }>('SELECT unit FROM delivery WHERE message_id = $1 ORDER BY unit', [
      id,
    ]);
    return found.map(({ unit }) => unit);
  }

  it.each(TABLE)('%s in JSON, in either municipality', async (title, gavle, sandviken) => {
    const category = title.split(' ')[0] ?? '';
    const away = { ...PATIENT, municipality: '2181', healthCentre: HC3 };
    for (const [patient, units] of [
      [PATIENT, gavle],
      [away, sandviken],
    ] as const) {
      const answer = await world.sendJson(
        notice({ planningCategory: category, patient, content: contentOf(category) }),
      );
      expect(answer.status).toBe(201);
      expect(answer.body.deliveries.map(({ unit }: { unit: string }) => unit).sort()).toEqual([...units].sort());
      expect(await deliveredTo(answer.body.id)).toEqual([...units].sort());
    }
  });

  it.each(TABLE)('%s in HL7', async (title, gavle) => {
    const category = title.split(' ')[0] ?? '';
    const controlId = nextControlId();
    const more = category === 'B' ? ['OBX|3|CWE|lakarbedomning||J'] : [];
    const { status, ack } = await world.sendHl7(adt('A01', { controlId, category, more }));
    expect([status, ack.code]).toEqual([201, 'AA']);
    const [message] = await world.rows<{ id: string }>('SELECT id FROM message WHERE message_id = $1', [controlId]);
    expect(await deliveredTo(message?.id ?? '')).toEqual([...gavle].sort());
  });

  it('[G-CAT-02] [G-CAT-03] A has no notice: refused with the rule, kept, delivered to nobody', async () => {
    const message = notice({ planningCategory: 'A' });
    const answer = await world.sendJson(message);
    expect(answer.status).toBe(422);
    expect(told(answer)).toEqual(['planningCategory category-without-notice G-CAT-03']);
    expect(await world.accepted(message['messageId'])).toBe(0);
    const { status, ack } = await world.sendHl7(adt('A01', { category: 'A' }));
    expect([status, ack.code]).toEqual([422, 'AE']);
    expect(ack.raw).toContain('G-CAT-03');
    expect((await world.lastHeld())?.reasons).toEqual([expect.objectContaining({ rule: 'G-CAT-03' })]);
  });

  it('[G-CAT-04] B without a judgement of a physician is refused with the rule', async () => {
    for (const physicianAssessed of [undefined, false]) {
      const answer = await world.sendJson(
        notice({ planningCategory: 'B', content: { ...contentOf('C'), physicianAssessed } }),
      );
      expect(answer.status).toBe(422);
      expect(told(answer)).toEqual(['content.physicianAssessed category-without-notice G-CAT-04']);
    }
  });

  it.each(['F', 'CB', 'ABC', '', 'b'])('[G-CAT-01] there is no category "%s"', async (planningCategory) => {
    const answer = await world.sendJson(notice({ planningCategory }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path: 'planningCategory', rule: 'G-CAT-01' }));
  });

  it('[G-CAT-19] needs give the category, and needs that give none or another are refused', async () => {
    const needs = async (list: string[], planningCategory?: string) =>
      world.sendJson(notice({ needs: list, planningCategory, content: contentOf('C') }));
    const unitsOf = ({ body }: Posted) => body.deliveries.map(({ unit }: { unit: string }) => unit).sort();
    expect(unitsOf(await needs(['socialtjanst', 'hemsjukvard']))).toEqual([SOC, HSV, HC].sort());
    expect(unitsOf(await needs(['sabo'], 'E'))).toEqual([SOC, SABO, HC].sort());
    for (const [list, category] of [
      [['sabo', 'hemsjukvard'], undefined],
      [['sabo'], 'D'],
    ] as const) {
      const answer = await needs([...list], category);
      expect([answer.status, told(answer)]).toEqual([422, ['needs conflicting-needs G-CAT-19']]);
    }
  });

  it('[G-ADM-09] a named unit takes the place of the default for its role; one of another role is refused', async () => {
    const named = await world.sendJson(notice({ planningCategory: 'E', recipients: ['SE2120002338-SABO02'] }));
    expect(await deliveredTo(named.body.id)).toEqual([SOC, 'SE2120002338-SABO02', HC].sort());
    const wrong = await world.sendJson(notice({ planningCategory: 'C', recipients: [HSV] }));
    expect([wrong.status, told(wrong)]).toEqual([422, ['recipients[0] role-not-concerned G-ADM-09']]);
    const unknown = await world.sendJson(notice({ recipients: ['SE0000000000-NONE'] }));
    expect([unknown.status, told(unknown)]).toEqual([422, ['recipients[0] unknown-unit G-ADM-28']]);
  });

  it('[G-ADM-28] what nobody can receive is refused for every role at once, and kept with its exact bytes', async () => {
    const message = notice({
      patient: { ...PATIENT, municipality: '9999', healthCentre: 'SE2321000016-HC99' },
      planningCategory: 'CD',
    });
    const answer = await world.sendJson(message);
    expect([answer.status, answer.body.code]).toEqual([422, 'unroutable']);
    expect(told(answer).sort()).toEqual([
      'patient.healthCentre unroutable G-ADM-28',
      'patient.municipality unroutable G-ADM-28',
      'patient.municipality unroutable G-ADM-28',
    ]);
    expect(await world.lastHeld()).toMatchObject({
      ...{ bytes: Buffer.from(JSON.stringify(message)), outcome: 'against-rule', sender: WARD },
      message_id: message['messageId'],
    });
    expect((await world.sendJson({ ...message, patient: PATIENT })).status).toBe(201);
  });
});
