import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidV7 } from 'uuid';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Client } from '#domain/directory/directory.js';
import type { Message, MessageKind } from '#domain/message.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { Clock, Ids } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { hashSecret } from '#security/secrets.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import { createHttpAdapter, registerBodyParsers } from '../../apps/hub/src/http.js';
import { InboxModule } from '../../apps/inbox/src/inbox.module.js';
import { message, notice, TOLVAN, UNITS } from '../support/domain.js';
import { deliveryTo, DIRECTORY, InboxWorld, PROFILE } from './inbox-world.js';

/** A stay and the plan (SIP) beside it: what its parties get who take no part in the plan, and what a consent takes back. */

const FORMS = [
  'application/json',
  'application/xml',
  'application/hl7-v2',
  'application/hl7-v2+xml',
  'application/fhir+json',
  'application/fhir+xml',
] as const;

const HOSPITAL = 'gavle-sjukhus';
const MUNICIPALITY = 'gavle-kommun';
const CALL = {
  ...{ purpose: 'sip', setting: 'efter-utskrivning', meetingAt: '2026-12-08T13:00:00+01:00', form: 'fysiskt' },
  place: 'I hemmet',
};
const YES = { given: true, scope: ['sip'] };

/** The region, where a call is to be receipted and a need is not. */
const RECEIPTED = {
  ...PROFILE,
  kinds: { ...PROFILE.kinds, 'sip-kallelse': { ...PROFILE.kinds['sip-kallelse']!, receipt: 'kvittens' } },
};

let world: InboxWorld;
let app: NestFastifyApplication;
let url: string;
let numbers = 0;
let minutes = 0;

beforeAll(async () => {
  world = await InboxWorld.open();
  const secretHashes = [await hashSecret('a secret of the spec', 16)];
  const clients = new Map(
    [...DIRECTORY.clients].map(([id, client]): [string, Client] => [id, { ...client, secretHashes }]),
  );
  world.configuration.replace({ ...world.configuration.current, directory: { ...DIRECTORY, clients } });
  const signals = new LocalInboxSignals(world.inbox);
  const { inbox, handling, episodes, configuration, clock } = world;
  const providers: Provider[] = [
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(world.dataSource)) },
    { provide: DirectoryInForce, useValue: configuration },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(world.dataSource) },
    { provide: Clock, useValue: clock },
    { provide: Ids, useValue: { next: uuidV7 } },
    { provide: ReadInbox, useValue: new ReadInbox(inbox, signals, configuration, clock) },
    { provide: HandleDelivery, useValue: new HandleDelivery(inbox, handling, configuration, clock, signals, uuidV7) },
    { provide: ReadEpisode, useValue: new ReadEpisode(episodes, configuration, clock) },
    { provide: ReadPatientPack, useValue: world.packs },
    ...(await world.planProviders()),
  ];
  class Core {}
  const core = { module: Core, global: true, providers, exports: providers };
  @Module({ imports: [core, SecurityModule, InboxModule] })
  class Hub {}
  app = await NestFactory.create<NestFastifyApplication>(Hub, createHttpAdapter(100_000), {
    logger: false,
    bodyParser: false,
  });
  registerBodyParsers(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
}, 60_000);

afterAll(async () => {
  await app.close();
  await world.close();
});

async function get(client: string, path: string, accept = 'application/json'): Promise<string> {
  const token = await app.get(Tokens).issue(client);
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}`, accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} ${String(response.status)} ${text}`);
  return text;
}

/** A stay with a plan beside it: the ward and open care are parties of the stay; open care calls social services to the plan. */
class Played {
  readonly patient: Message['patient'];
  private constructor(
    private readonly episodeId: string,
    id: string,
  ) {
    this.patient = { ...TOLVAN, id };
  }
  plan = '';
  stay = '';

  static async begin(id: string): Promise<Played> {
    const played = new Played(`P${String((numbers += 1))}`, id);
    const admitted = await world.tell(
      notice({ messageId: uuidV7(), episodeId: played.episodeId, patient: played.patient, planningCategory: 'CD' }),
      played.now(),
    );
    played.stay = admitted.episode?.id ?? '';
    return played;
  }

  private now(): string {
    minutes += 1;
    const time = new Date(Date.parse('2026-11-23T08:00:00Z') + minutes * 60_000);
    world.clock.time = time;
    return time.toISOString();
  }

  async says(
    sender: string,
    kind: MessageKind,
    content: object,
    more: Partial<Message> = {},
  ): Promise<AdmissionAnswer> {
    const about = { episode: this.stay, episodeId: undefined, patient: undefined };
    const told = message(kind, { messageId: uuidV7(), ...about, sender, content: { ...content }, ...more });
    const answer = await world.tell(told, this.now(), RECEIPTED);
    this.plan = answer.plan?.id ?? this.plan;
    return answer;
  }

  /** A need, a consent, a care contact and a call, each told of the stay. */
  async called(): Promise<AdmissionAnswer> {
    await this.says(UNITS.openCare, 'fast-vardkontakt', { name: 'Frida Vik', title: 'distriktssköterska' });
    await this.says(UNITS.social, 'sip-initiativ', { raisedBy: 'patient' });
    await this.says(UNITS.openCare, 'samtycke', { scope: ['sip'] });
    const to = { recipients: [UNITS.social, UNITS.homeCare], consent: YES };
    const aim = `Vem gör vad för ${this.patient?.id ?? ''}`;
    return this.says(UNITS.openCare, 'sip-kallelse', { ...CALL, aim }, to);
  }

  ofPlan(sender: string, kind: MessageKind, content: object): Promise<AdmissionAnswer> {
    return this.says(sender, kind, content, { episode: undefined, plan: this.plan });
  }
}

/** Every page of an inbox in a form, as one text. */
const inboxOf = (client: string, unit: string, accept: string) =>
  get(client, `/v1/inboxes/${unit}?limit=100&state=all`, accept);

describe('who is a party of the stay and takes no part in the plan', () => {
  let played: Played;
  let told: AdmissionAnswer[];

  beforeAll(async () => {
    played = await Played.begin('191212121212');
    await played.called();
    told = [
      await played.says(UNITS.ward, 'samtycke', { scope: ['sip'] }),
      await played.says(UNITS.openCare, 'fast-vardkontakt', { name: 'Nils Ny', title: 'distriktssköterska' }),
    ];
  });

  it.each(FORMS)('[S-CON-06] reads no plan in its inbox as %s, and those who take part do', async (form) => {
    const outside = await inboxOf(HOSPITAL, UNITS.ward, form);
    const inside = await inboxOf(MUNICIPALITY, UNITS.social, form);
    expect(outside).toMatch(/fast-vardkontakt|FVK|Nils Ny/);
    expect(outside).not.toContain(played.plan);
    expect(inside).toContain(played.plan);
  });

  it('[S-CON-06] reads none in a single message, in the state of a delivery, in the stay or in its answers either', async () => {
    const [delivery] = await world.rows<{ id: string }>(
      `SELECT id FROM delivery WHERE unit = $1 AND kind = 'fast-vardkontakt' ORDER BY position DESC LIMIT 1`,
      [UNITS.ward],
    );
    const id = delivery?.id ?? '';
    for (const form of FORMS) {
      expect(await get(HOSPITAL, `/v1/deliveries/${id}/message`, form)).not.toContain(played.plan);
    }
    expect(await get(HOSPITAL, `/v1/deliveries/${id}`)).not.toContain(played.plan);
    expect(await get(HOSPITAL, `/v1/episodes/${played.stay}`)).not.toContain(played.plan);
    expect(await get(HOSPITAL, `/v1/outboxes/${UNITS.ward}`)).not.toContain(played.plan);
    expect(JSON.stringify(told[0])).not.toContain(played.plan);
    expect(JSON.stringify(told[1])).toContain(played.plan);
  });
});

describe('a consent that is taken back', () => {
  const withdrawn = { scope: ['sip'] };

  /** What lies in the inboxes of the municipality's units and is of this plan or its stay, and what waits for a receipt of it. */
  async function left(plan: string, stay: string) {
    const deliveries = await world.rows<{ line: string }>(
      `SELECT kind || ' ' || state AS line FROM delivery
       WHERE (plan_id = $1 OR episode_id = $2) AND unit = ANY($3) AND kind <> 'inskrivningsmeddelande' ORDER BY position`,
      [plan, stay, [UNITS.social, UNITS.homeCare]],
    );
    const receipts = await world.rows<{ line: string }>(
      `SELECT m.kind || ' ' || d.state AS line FROM deadline d JOIN message m ON m.id = d.message_id
       WHERE d.delivery_id IS NOT NULL AND m.kind LIKE 'sip-%' AND (m.plan_id = $1 OR m.episode_id = $2) ORDER BY d.id`,
      [plan, stay],
    );
    return { deliveries: deliveries.map(({ line }) => line), receipts: receipts.map(({ line }) => line) };
  }

  it.each([
    ['to the stay', '193906309808', (played: Played) => played.says(UNITS.openCare, 'samtycke-aterkallat', withdrawn)],
    [
      'to the plan',
      '192703089800',
      (played: Played) => played.ofPlan(UNITS.openCare, 'samtycke-aterkallat', withdrawn),
    ],
  ] as const)(
    '[N-CON-03] [G-CON-11] [B-CON-08] (%s) takes the call that a stay sent out of every inbox, and its receipts with it',
    async (_to, id, withdraw) => {
      const played = await Played.begin(id);
      const call = await played.called();
      const before = await left(played.plan, played.stay);
      expect(before.deliveries.filter((line) => line === 'sip-kallelse waiting')).toHaveLength(2);
      expect(new Set(before.receipts)).toEqual(new Set(['sip-kallelse open']));
      await withdraw(played);
      const after = await left(played.plan, played.stay);
      expect(after.deliveries.filter((line) => /^sip-.*(waiting|received)$/.test(line))).toEqual([]);
      expect(after.deliveries).toContain('sip-kallelse withdrawn');
      expect(after.receipts.filter((line) => line.endsWith('open'))).toEqual([]);
      // What concerns the stay too, and that the consent is gone, is there.
      expect(after.deliveries).toEqual(
        expect.arrayContaining(['fast-vardkontakt waiting', 'samtycke waiting', 'samtycke-aterkallat waiting']),
      );
      for (const form of FORMS) {
        const page = await inboxOf(MUNICIPALITY, UNITS.social, form);
        expect(page.includes(`Vem gör vad för ${id}`)).toBe(false);
        const single = `/v1/deliveries/${deliveryTo(call, UNITS.homeCare)}/message`;
        expect((await get(MUNICIPALITY, single, form)).includes(id)).toBe(false);
      }
      expect(await world.count(UNITS.social, 'waiting')).toBe(await waitingOf(UNITS.social));
    },
  );

  it('[N-CON-03] leaves alone what was receipted, and what the stay waits for beside it', async () => {
    const played = await Played.begin('192811059878');
    const call = await played.called();
    const token = await app.get(Tokens).issue(MUNICIPALITY);
    const answer = await fetch(`${url}/v1/deliveries/${deliveryTo(call, UNITS.social)}/receipt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ by: { name: 'Anna Ek' } }),
    });
    expect(answer.status).toBe(200);
    await played.says(UNITS.openCare, 'samtycke-aterkallat', withdrawn);
    const after = await left(played.plan, played.stay);
    expect(after.deliveries).toContain('sip-kallelse receipted');
    const notices = await world.rows<{ state: string }>(
      `SELECT d.state FROM deadline d JOIN message m ON m.id = d.message_id
       WHERE d.delivery_id IS NOT NULL AND m.kind = 'inskrivningsmeddelande' AND d.episode_id = $1`,
      [played.stay],
    );
    expect(notices.every(({ state }) => state === 'open')).toBe(true);
  });

  async function waitingOf(unit: string): Promise<number> {
    const [row] = await world.rows<{ n: string }>(
      `SELECT count(*) AS n FROM delivery WHERE unit = $1 AND receipt_due IS NOT NULL AND state IN ('waiting', 'received')`,
      [unit],
    );
    return Number(row?.n);
  }
});
