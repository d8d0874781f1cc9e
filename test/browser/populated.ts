import { readFileSync } from 'node:fs';
import { eventually } from '../support/eventually.js';
import { PERSONS } from './traces.js';
import { HEALTH_CENTRE, SATURDAY, WARD } from './world.js';
import type { World } from './world.js';

/** What there is to look at in a populated hub. */
export interface Populated {
  /** The hub's id of a message whose kvittens is missing, and of its stay. */
  readonly message: string;
  readonly episode: string;
  /** Id of a refused message in quarantine. */
  readonly refused: string;
  /** HSA-id of the unit that is late. */
  readonly unit: string;
}

/**
 * A Friday on which four notices came, one of them receipted, and two that name a municipality nobody answers for; then it is
 * Saturday 09:05.
 */
export async function populate(world: World): Promise<Populated> {
  const { hub } = world;
  const accepted: { id: string; episode: { id: string } }[] = [];
  for (const number of [1, 2, 3, 4]) {
    const answer = await world.send(admission(number));
    if (answer.status !== 201) throw new Error(`Notice ${String(number)} was refused: ${JSON.stringify(answer.body)}`);
    accepted.push(answer.body);
  }
  const asCentre = await hub.tokenFor(HEALTH_CENTRE);
  const inbox = await hub.call(asCentre, 'GET', `/v1/inboxes/${HEALTH_CENTRE}?limit=1`);
  const [first] = inbox.body.items;
  await hub.call(asCentre, 'POST', `/v1/deliveries/${first.deliveryId}/receipt`, { by: { name: 'Karin Åberg' } });
  for (const number of [5, 6]) await world.send(admission(number, '2101'));
  await world.send('{ "messageId": ');
  await world.at(SATURDAY);
  const operations = await hub.token('operations');
  const held = await eventually('the refused are in quarantine', async () => {
    const { body } = await hub.call(operations, 'GET', '/v1/ops/quarantine?state=held');
    return body.items.length >= 3 ? body.items : undefined;
  });
  const last = accepted.at(-1)!;
  const unroutable = held.find(({ reasons }: { reasons: { code: string }[] }) =>
    reasons.some(({ code }) => code === 'unroutable'),
  );
  return { message: last.id, episode: last.episode.id, refused: (unroutable ?? held[0]).id, unit: HEALTH_CENTRE };
}

/** A first notice of Friday, as the example of the documentation, with a number and a person of its own. */
export function admission(number: number, municipality = '2180'): object {
  const example = JSON.parse(readFileSync('docs/examples/notice.json', 'utf8'));
  return {
    ...example,
    messageId: `besked-${String(number)}`,
    sender: WARD,
    planningCategory: 'BC',
    consent: { ...example.consent, recordedAt: '2026-11-20T09:00:00+01:00' },
    episodeId: `V20261120-${String(number).padStart(3, '0')}`,
    sentAt: '2026-11-20T09:50:00+01:00',
    patient: { ...example.patient, id: PERSONS[number % PERSONS.length], municipality, healthCentre: HEALTH_CENTRE },
    content: {
      ...example.content,
      admittedAt: '2026-11-20T02:40:00+01:00',
      expectedDischarge: '2026-11-26',
      arrivalTalk: { heldAt: '2026-11-20T03:15:00+01:00' },
    },
  };
}
