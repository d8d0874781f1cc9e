import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '#domain/access.js';
import type { Message } from '#domain/message.js';
import type { PatientPack } from '#domain/patient-pack/pack.js';
import type { ReadPatientPack } from '#flows/read-patient-pack.js';
import { message, notice, UNITS } from '../support/domain.js';
import { InboxWorld } from './inbox-world.js';

const NOW = new Date('2026-11-26T12:00:00Z');
const NOTES = {
  medicationList: 'Alvedon 500 mg',
  medicalSummary: 'Läkt',
  nursingSummary: 'Uppegående',
  physicianResponsibility: { who: 'oppenvard' },
};

let world: InboxWorld;
let flow: ReadPatientPack;
let numbers = 0;

beforeAll(async () => {
  world = await InboxWorld.open();
  world.clock.time = NOW;
  flow = world.packs;
}, 60_000);
afterAll(() => world.close());

const caller = (...units: string[]): Caller => ({ clientId: 'test', roles: ['party'], units });

/** A stay with or without the patient's consent to share, its number, and what the ward wrote at the end. */
async function stay(consent: boolean) {
  const episodeId = `PP${String((numbers += 1))}`;
  const { episode } = await world.admit(notice({ episodeId, planningCategory: 'CD', consent: { given: consent } }));
  const notes = message('slutanteckningar', { episodeId, content: NOTES });
  const answer = await world.admit(notes);
  return { id: episode.id, episodeId, notes, message: answer.id, warnings: answer.warnings };
}

/** Gives a message the bytes that came, and the client that sent them. */
async function keepBytes(id: string, sent: Message, source = 'http:gavle-sjukhus'): Promise<void> {
  await world.rows(`UPDATE message SET source = $2 WHERE id = $1`, [id, source]);
  await world.rows(
    `UPDATE payload SET bytes = $2, content_type = 'application/json' FROM message m WHERE m.id = $1 AND payload.id = m.payload_id`,
    [id, Buffer.from(JSON.stringify(sent))],
  );
}

const gaps = (pack: PatientPack | undefined) => pack?.missing.map(({ part, why }) => `${part} ${why}`);
const NOTE_PARTS = ['medication-list', 'medical-summary', 'nursing-summary'];

describe("the patient's pack", () => {
  it('[G-DIS-10] [G-DIS-08] is made from what the parties have sent, for each of them and for every ward of the hospital', async () => {
    const { id, episodeId } = await stay(true);
    const content = {
      entries: [{ date: '2026-11-25', text: 'Vi kommer hem till dig' }],
      services: [{ name: 'Såromläggning', startsOn: '2026-11-27' }],
    };
    const sent = { sender: UNITS.homeCare, episodeId: undefined, episode: id, content };
    await world.admit(message('patientinformation', sent));
    for (const unit of [UNITS.ward, UNITS.ward14, UNITS.social, UNITS.openCare, UNITS.homeCare]) {
      const pack = await flow.read(caller(unit), id);
      expect(pack).toMatchObject({
        episode: { id, number: episodeId },
        madeAt: NOW,
        care: { medicationList: 'Alvedon 500 mg' },
        services: [{ name: 'Såromläggning', responsible: { hsaId: UNITS.homeCare } }],
      });
    }
  });

  it('[G-DIS-10] [G-XFER-08] is the patient’s own: without consent the ward prints what others do not see', async () => {
    const { id, notes, message: kept, warnings } = await stay(false);
    expect(warnings.map(({ code }) => code)).toEqual(['consent-missing']);
    await keepBytes(kept, notes);
    const ofWard = await flow.read(caller(UNITS.ward14), id);
    expect(ofWard?.care).toMatchObject({ medicationList: 'Alvedon 500 mg', medicalSummary: 'Läkt' });
    const ofParty = await flow.read(caller(UNITS.social), id);
    expect([JSON.stringify(ofParty).includes('Alvedon'), gaps(ofParty)]).toEqual([
      false,
      expect.arrayContaining(NOTE_PARTS.map((part) => `${part} no-consent`)),
    ]);
  });

  it.each<[string, (id: string, notes: Message) => Promise<unknown>]>([
    [
      'the bytes were erased',
      (id) =>
        world.rows(`UPDATE payload SET bytes = NULL FROM message m WHERE m.id = $1 AND payload.id = m.payload_id`, [
          id,
        ]),
    ],
    ['its client is gone', (id, notes) => keepBytes(id, notes, 'http:nobody')],
    ['the bytes cannot be read', (id, notes) => keepBytes(id, { ...notes, kind: 'x' } as unknown as Message)],
    ['the bytes are another’s', (id, notes) => keepBytes(id, { ...notes, sender: UNITS.ward14 })],
  ])('[G-DIS-14] says what is not kept any more: %s', async (_title, change) => {
    const { id, notes, message: kept } = await stay(false);
    await change(kept, notes);
    const pack = await flow.read(caller(UNITS.ward), id);
    expect([pack?.care.medicationList, gaps(pack)]).toEqual([
      undefined,
      expect.arrayContaining(NOTE_PARTS.map((part) => `${part} erased`)),
    ]);
  });

  it('[G-DIS-14] says so too of contents that were erased since', async () => {
    const { id, message: kept } = await stay(true);
    await world.rows(`UPDATE message SET body = (body::jsonb || '{"content": {}}')::json WHERE id = $1`, [kept]);
    expect(gaps(await flow.read(caller(UNITS.ward), id))).toContain('medication-list erased');
  });

  it('[G-DIS-12] holds nothing that was withdrawn, and nothing that others told one another', async () => {
    const { id, episodeId, notes } = await stay(true);
    const judged = { phase: 'bedomning', measure: 'Dosett', assessment: 'Ja', responsibleParty: 'patient' };
    const between = { sender: UNITS.openCare, episodeId: undefined, episode: id };
    await world.admit(message('egenvardsbedomning', { ...between, recipients: [UNITS.social], content: judged }));
    const measures = async (unit: string) => (await flow.read(caller(unit), id))?.selfCare.length;
    expect([await measures(UNITS.social), await measures(UNITS.openCare), await measures(UNITS.ward)]).toEqual([
      1, 1, 0,
    ]);
    const content = { messageId: notes.messageId, reason: 'fel' };
    await world.admit(message('makulering', { episodeId, content }));
    expect((await flow.read(caller(UNITS.ward), id))?.care).toEqual({});
  });

  it('[L-LOG-01] every reading of it is noted with the messages that were shown; a refused one is not there', async () => {
    const { id, message: kept } = await stay(true);
    for (const unit of [UNITS.otherHospital, UNITS.housing, UNITS.social2181]) {
      await expect(flow.read(caller(unit), id)).resolves.toBeUndefined();
    }
    await expect(flow.read(caller(UNITS.ward), "x' OR 1=1")).resolves.toBeUndefined();
    await expect(flow.read(caller(UNITS.ward), '0190a1b2-0000-7000-8000-0000000000ff')).resolves.toBeUndefined();
    expect(await world.actions(id)).toEqual([]);
    await flow.read(caller(UNITS.social), id);
    const lines = await world.rows<{ action: string; actor: string; detail: { messages: string[] } }>(
      'SELECT action, actor, detail FROM audit_entry WHERE subject_id = $1',
      [id],
    );
    expect(lines).toEqual([
      { action: 'patient-pack-read', actor: 'client:test', detail: { messages: expect.arrayContaining([kept]) } },
    ]);
  });
});
