import { describe, expect, it } from '@jest/globals';
import { isWellFormedIdentity } from '#domain/identity.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { readEr7Message } from '#formats/hl7v2/read.js';
import { writeMessage, writeToParties } from './record-system.js';
import { instantAt } from './scenario.js';
import { gavleborg } from './scenario-gavleborg.js';

const HUB_EPISODE = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';

const stays = Object.values(gavleborg.stays);
const sends = gavleborg.steps.filter((step) => 'send' in step);
const writes = gavleborg.steps.filter((step) => 'write' in step);

describe('the week of Gävleborg', () => {
  it('runs from Monday to Monday, its steps in the order of time', () => {
    const times = [gavleborg.starts, ...gavleborg.steps.map(({ at }) => at), gavleborg.ends].map(instantAt);
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
    expect([times[0], times.at(-1)].map((time) => time?.getUTCDay())).toEqual([1, 1]);
  });

  it('[G-ADM-29] its persons are of the test series, with well-formed numbers', () => {
    for (const { patient } of stays) {
      expect(isWellFormedIdentity(patient.id, 'personnummer')).toBe(true);
      expect(patient.id).toMatch(/^(191212121212|\d{8}9[89]\d\d)$/);
    }
  });

  it('has three categories, a changed date and a retraction, over MLLP and HTTP', () => {
    expect(new Set(stays.map(({ category }) => category)).size).toBe(3);
    expect(sends.map((step) => step.as)).toEqual(expect.arrayContaining(['A01', 'A08', 'A16', 'A25', 'A03', 'json']));
  });

  it.each(sends)('$as of $of at $at is a message of the model, of the kind that the step names', (step) => {
    const stay = gavleborg.stays[step.of];
    if (stay === undefined) throw new Error('no such stay');
    const { contentType, bytes } = writeMessage(step, stay, 'M-1');
    const model = contentType === 'application/json' ? JSON.parse(new TextDecoder().decode(bytes)) : adt(bytes);
    expect(checkMessage(model)).toMatchObject({
      ok: true,
      message: {
        kind: step.send,
        sender: stay.ward,
        episodeId: stay.episode,
        planningCategory: stay.category,
        patient: { id: stay.patient.id, healthCentre: stay.patient.healthCentre },
      },
    });
  });

  it.each(writes)('$write of $of by $unit at $at is a message of the model, which names the stay alone', (step) => {
    const stay = gavleborg.stays[step.of];
    if (stay === undefined) throw new Error('no such stay');
    const read = (hubEpisode?: string): unknown =>
      checkMessage(JSON.parse(new TextDecoder().decode(writeToParties(step, stay, 'M-1', hubEpisode).bytes)));
    const head = { messageId: 'M-1', kind: step.write, sender: step.unit };
    expect(read()).toMatchObject({ ok: true, message: { ...head, episodeId: stay.episode } });
    expect(read(HUB_EPISODE)).toMatchObject({ ok: true, message: { ...head, episode: HUB_EPISODE } });
    for (const field of ['patient', 'episodeId']) expect(read(HUB_EPISODE)).not.toHaveProperty(['message', field]);
  });

  it('[G-FVK-14][G-XFER-10] each stay gets a care contact from its health centre and final notes from its ward', () => {
    const writers = (kind: string): string[][] =>
      writes.filter(({ write }) => write === kind).map((s) => [s.of, s.unit]);
    const byStay = (unit: (stay: (typeof stays)[number]) => string): string[][] =>
      Object.entries(gavleborg.stays).map(([name, stay]) => [name, unit(stay)]);
    expect(writers('fast-vardkontakt').toSorted()).toEqual(byStay((stay) => stay.patient.healthCentre).toSorted());
    expect(writers('slutanteckningar').toSorted()).toEqual(byStay((stay) => stay.ward).toSorted());
  });

  function adt(bytes: Uint8Array): unknown {
    const rules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
    const reading = readEr7Message({ bytes, contentType: 'application/hl7-v2' }, rules);
    if (!reading.ok) throw new Error('not readable, or not ours');
    expect(reading.reasons).toEqual([]);
    return reading.model;
  }
});
