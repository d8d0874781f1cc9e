import { describe, expect, it } from '@jest/globals';
import { DELIVERY_STATES } from '#domain/delivery.js';
import type { Delivery, DeliveryState } from '#domain/delivery.js';
import { statesOf, TASK_STATUSES, taskOf, taskVersionOf } from './task.js';
import { taskUpdateOf } from './task-update.js';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

const DELIVERY: Delivery = {
  id: '0198f0c4-0000-7000-8000-000000000001',
  message: '0198f0c4-0000-7000-8000-000000000002',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  messageId: 'm-1',
  unit: 'SE2120002338-SOC01',
  role: 'socialtjanst',
  profile: 'gavleborg',
  episode: '0198f0c4-0000-7000-8000-000000000003',
  episodeNumber: 'V1',
  state: 'waiting',
  receiptDue: at('12:00:00'),
  acceptedAt: at('07:15:00'),
  fetchedAt: undefined,
  receipt: undefined,
  forwardedTo: undefined,
};
const FETCHED: Delivery = { ...DELIVERY, state: 'received', fetchedAt: at('07:30:00') };
const RECEIPTED: Delivery = {
  ...FETCHED,
  state: 'receipted',
  receipt: { by: { name: 'Anna Ek', title: 'biståndshandläggare' }, at: at('08:00:00'), recordedAt: at('08:00:05') },
};

describe('the Task of a delivery', () => {
  it('[G-ACK-03] says who is to receipt what, and when at the latest', () => {
    expect(taskOf(DELIVERY)).toMatchObject({
      resourceType: 'Task',
      id: DELIVERY.id,
      status: 'requested',
      intent: 'order',
      focus: { reference: `Bundle/${DELIVERY.id}` },
      authoredOn: '2026-11-23T07:15:00.000Z',
      requester: { identifier: { value: 'SE2321000016-AVD12' } },
      owner: { identifier: { value: 'SE2120002338-SOC01' } },
      restriction: { period: { end: '2026-11-23T12:00:00.000Z' } },
    });
  });

  it('has no due time when no kvittens is asked for', () => {
    expect(taskOf({ ...DELIVERY, receiptDue: null })).not.toHaveProperty('restriction');
  });

  it('says who has receipted, and when', () => {
    expect(taskOf(RECEIPTED)).toMatchObject({
      status: 'completed',
      contained: [
        {
          resourceType: 'PractitionerRole',
          id: 'kvitterat-av',
          practitioner: { display: 'Anna Ek' },
          code: [{ text: 'biståndshandläggare' }],
        },
      ],
      executionPeriod: { start: '2026-11-23T07:30:00.000Z', end: '2026-11-23T08:00:00.000Z' },
      lastModified: '2026-11-23T08:00:05.000Z',
      output: [{ valueReference: { reference: '#kvitterat-av' } }],
    });
  });

  it('has no beginning when the receipt is said to have been made before the fetching', () => {
    const { receipt } = RECEIPTED;
    const early = taskOf({ ...RECEIPTED, receipt: { ...receipt!, at: at('07:20:00') } });
    expect(early).toMatchObject({ executionPeriod: { end: '2026-11-23T07:20:00.000Z' } });
    expect(early).not.toHaveProperty('executionPeriod.start');
  });

  it('holds nothing of the message but its kind', () => {
    const text = JSON.stringify(taskOf(RECEIPTED));
    expect(text).toContain('inskrivningsmeddelande');
    expect(text).not.toContain('m-1');
    expect(taskOf(RECEIPTED)).not.toHaveProperty('for');
  });

  it.each([
    ['waiting', 'requested', '1'],
    ['received', 'received', '2'],
    ['receipted', 'completed', '3'],
    ['forwarded', 'cancelled', '3'],
    ['misdirected', 'rejected', '3'],
    ['withdrawn', 'cancelled', '4'],
  ] as const)('of a delivery that is %s has status %s and version %s', (state, status, version) => {
    const task = taskOf({ ...DELIVERY, state });
    expect(task).toMatchObject({ status, meta: { versionId: version }, businessStatus: { coding: [{ code: state }] } });
    expect(taskVersionOf({ state })).toBe(version);
  });

  it('is found by its status, every state by exactly one', () => {
    const found = TASK_STATUSES.flatMap((status) => statesOf([status]));
    expect(found.toSorted()).toEqual(DELIVERY_STATES.toSorted());
    expect(statesOf(['cancelled'])).toEqual(['forwarded', 'withdrawn']);
  });
});

describe('a Task that is sent back', () => {
  const practitioner = { resourceType: 'Practitioner', id: 'p', name: [{ text: 'Anna Ek' }] };
  const output = [{ type: { text: 'kvittens' }, valueReference: { reference: '#p' } }];
  const completed = { resourceType: 'Task', id: DELIVERY.id, status: 'completed', contained: [practitioner], output };

  it('[G-ACK-05] as completed is the kvittens', () => {
    expect(taskUpdateOf(completed, FETCHED)).toEqual({ kind: 'receipt', by: { name: 'Anna Ek' }, at: undefined });
  });

  it('says when by the end of its execution', () => {
    const executionPeriod = { start: '2026-11-23T08:00:00+01:00', end: '2026-11-23T09:00:00+01:00' };
    expect(taskUpdateOf({ ...completed, executionPeriod }, FETCHED)).toMatchObject({ at: executionPeriod.end });
  });

  it.each([
    [
      'a practitioner in parts',
      { ...practitioner, name: [{ given: ['Anna', 'Maria'], family: 'Ek' }] },
      { name: 'Anna Maria Ek' },
    ],
    [
      'a qualification',
      { ...practitioner, qualification: [{ code: { text: 'sjuksköterska' } }] },
      { name: 'Anna Ek', title: 'sjuksköterska' },
    ],
    [
      'a role',
      {
        resourceType: 'PractitionerRole',
        id: 'p',
        practitioner: { display: 'Anna Ek' },
        code: [{ coding: [{ display: 'chef' }] }],
      },
      { name: 'Anna Ek', title: 'chef' },
    ],
  ])('names who receipts by %s', (_what, contained, by) => {
    expect(taskUpdateOf({ ...completed, contained: [contained] }, FETCHED)).toMatchObject({ by });
  });

  it('names who receipts by a display, or as the author of a note', () => {
    const display = { ...completed, contained: [], output: [{ valueReference: { display: 'Anna Ek' } }] };
    const note = { id: DELIVERY.id, status: 'completed', note: [{ authorString: 'Anna Ek', text: 'läst' }] };
    expect(taskUpdateOf(display, FETCHED)).toMatchObject({ by: { name: 'Anna Ek' } });
    expect(taskUpdateOf(note, FETCHED)).toMatchObject({ by: { name: 'Anna Ek' } });
  });

  it('[G-ACK-05] as it was read changes nothing, whatever its state', () => {
    for (const state of DELIVERY_STATES) {
      const delivery = { ...(state === 'receipted' ? RECEIPTED : DELIVERY), state };
      expect(taskUpdateOf(taskOf(delivery), delivery)).toEqual({ kind: 'unchanged' });
    }
    expect(taskUpdateOf(completed, RECEIPTED)).toEqual({ kind: 'unchanged' });
  });

  it('as rejected says that it was misdirected, with a reason', () => {
    const rejected = { id: DELIVERY.id, status: 'rejected', statusReason: { text: 'Bor inte här' } };
    expect(taskUpdateOf(rejected, FETCHED)).toEqual({ kind: 'misdirected', reason: 'Bor inte här' });
  });

  it.each([
    ['completed by nobody', { status: 'completed' }, ['Task.output']],
    ['completed by a reference to nothing', { ...completed, contained: [] }, ['Task.output']],
    ['completed by a blank', { status: 'completed', note: [{ authorString: ' ' }] }, ['Task.output']],
    ['completed by a novel', { status: 'completed', note: [{ authorString: 'x'.repeat(201) }] }, ['Task.output']],
    ['rejected without a reason', { status: 'rejected' }, ['Task.statusReason.text']],
    [
      'rejected with a novel',
      { status: 'rejected', statusReason: { text: 'x'.repeat(1001) } },
      ['Task.statusReason.text'],
    ],
    ['in progress', { status: 'in-progress' }, ['Task.status']],
    ['without status', {}, ['Task.status']],
    ['of another owner', { ...completed, owner: { identifier: { value: 'SE2120002338-HSV01' } } }, ['Task.owner']],
    ['with all of it wrong', { status: 'x', owner: { identifier: { value: 'x' } } }, ['Task.owner', 'Task.status']],
  ])('is refused when it is %s, and told where', (_what, task, paths) => {
    const update = taskUpdateOf({ id: DELIVERY.id, ...task }, FETCHED);
    expect(update.kind === 'invalid' ? update.errors.map(({ path }) => path) : update).toEqual(paths);
  });

  it('that was ended otherwise is carried to the one who decides', () => {
    const ended = (state: DeliveryState) => taskUpdateOf(completed, { ...FETCHED, state }).kind;
    expect([ended('forwarded'), ended('misdirected'), ended('withdrawn')]).toEqual(['receipt', 'receipt', 'receipt']);
  });
});
