import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Episode } from '#domain/episode/episode.js';
import type { Content, MessageKind } from '#domain/message.js';
import { reportStayOf } from '#domain/report/stay.js';
import type { ReportStay } from '#domain/report/stay.js';
import { message, UNITS } from '../support/domain.js';
import { ReportWorld } from './report-world.js';

let world: ReportWorld;

beforeAll(async () => {
  world = await ReportWorld.open();
}, 60_000);
afterAll(() => world.close());

const at = (day: number, hour = 9) =>
  `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+01:00`;
const ALL = { profile: undefined, after: undefined, limit: 10 };
const NOVEMBER = { from: new Date(at(1, 0)), to: new Date('2026-12-01T00:00:00+01:00') };

/** A stay with everything that the reports look back upon, to its discharge. */
async function eventful(number: string): Promise<void> {
  const consent = { given: true, scope: ['sip'] };
  const ward = (kind: MessageKind, when: string, content: Content) => world.tell(number, kind, when, content);
  const { episode, deliveries } = await world.admitted(number, at(2), { consent });
  await world.receipt(
    deliveries.map(({ id }) => id),
    at(2, 10),
  );
  const openCare = (kind: MessageKind, when: string, content: Content) =>
    world.admit(message(kind, { sender: UNITS.openCare, episodeId: undefined, episode: episode.id, content }), when);
  await world.planned(episode.id, at(3));
  const arrival = { admittedAt: at(2), arrivalTalk: { heldAt: at(2) }, expectedDischarge: '2026-11-20' };
  await world.admitted(number, at(4), { content: { ...arrival, compulsoryCare: 'LPT' } });
  await world.admitted(number, at(5), { planningCategory: 'C', content: { ...arrival, compulsoryCare: 'ingen' } });
  await world.admitted(number, at(6), { content: arrival });
  await openCare('fast-vardkontakt', at(6, 10), { name: 'Frida Vik' });
  const services = [{ name: 'Träning', startsOn: '2026-11-12' }];
  await openCare('patientinformation', at(7), { entries: [{ date: '2026-11-12', text: 'Vi ringer' }], services });
  await ward('samtycke-aterkallat', at(7, 10), { scope: ['sip'] });
  await ward('samtycke', at(8), { scope: ['sip'] });
  await world.ready(number, at(9));
  await ward('utskrivningsklar-aterkallad', at(9, 15), {});
  const slip = message('utskrivningsklar', { episodeId: number, content: { readyAt: at(10) } });
  await world.admit(slip, at(10));
  await ward('makulering', at(10, 11), { messageId: slip.messageId, reason: 'fel patient' });
  await world.ready(number, at(11));
  await ward('utskrivningsmeddelande', at(12, 10), { dischargedAt: at(12) });
  await openCare('generellt-meddelande', at(12, 11), { subject: 'Hemma', text: 'Vi ringer i morgon' });
}

/** The stay as it is made of the whole episode. */
async function whole(number: string): Promise<ReportStay> {
  const [row] = await world.rows<Episode>(
    'SELECT id, organisation, number, profile, patient, version, facts, steps FROM episode WHERE number = $1',
    [number],
  );
  if (row === undefined) throw new Error('no such stay');
  return reportStayOf(row);
}

describe('a stay that is read for a report', () => {
  it('is what the whole stay tells, although less of it is read', async () => {
    await eventful('V1');
    const stay = await whole('V1');
    expect(stay.spells.map(({ end }) => end?.why)).toEqual(['withdrawn', 'discharged']);
    expect(stay.notices.map(({ roles }) => roles.length)).toEqual([2, 2, 1, 2]);
    expect(stay).toMatchObject({
      services: [{ name: 'Träning' }],
      hasCareContact: true,
      dischargedAt: new Date(at(12)),
    });
    expect(await world.store.endedReadyStays({ ...ALL, span: NOVEMBER })).toMatchObject([{ place: { id: stay.id } }]);
    expect((await world.store.endedReadyStays({ ...ALL, span: NOVEMBER }))[0]?.stay).toEqual(stay);
    expect((await world.store.dischargedStays({ ...ALL, span: NOVEMBER }))[0]?.stay).toEqual(stay);
  });

  it('is so as well while it is open, ready or not', async () => {
    await eventful('V2');
    await world.tell('V2', 'utskrivning-aterkallad', at(12, 12), {});
    const stay = await whole('V2');
    expect(stay).toMatchObject({ state: 'utskrivningsklar', dischargedAt: undefined });
    expect(await world.store.openReadyStays({ ...ALL, before: NOVEMBER.to })).toEqual([stay]);
    expect(await world.store.openStays(ALL)).toMatchObject([{ since: new Date(at(2)) }]);
    expect((await world.store.openStays(ALL))[0]?.stay).toEqual(stay);
  });
});
