import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DELIVERED } from '#domain/envelope.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { MESSAGE_FORMATS, MESSAGE_KINDS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { readXmlMessage } from '#formats/xml/read.js';
import { episodeOf, messageIdOf } from '../examples/hub-episode.js';
import { story, withHubIds } from '../examples/story.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { postMessage } from '../support/posting.js';
import { receiptNotice } from '../support/receipt-notices.js';

const MARK = 'M';
const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const STORY = story(MARK).map(({ message }) => message);

/** What came of a message, as its sender sees it, without ids that differ from hub to hub. */
interface Outcome {
  readonly messageId: string;
  readonly kind: string;
  readonly withdrawn: boolean;
  readonly deliveries: readonly { unit: string; role: string; receiptDue: string | null; state: string }[];
}

/** One fresh hub to which the whole story has been sent in one format. */
class Told {
  private constructor(
    readonly hub: RunningHub,
    private readonly database: TestDatabase,
    readonly statuses: readonly number[],
  ) {}

  static async in(format: MessageFormat): Promise<Told> {
    const database = await createTestDatabase();
    const hub = await startHub({ databaseUrl: database.url });
    const statuses: number[] = [];
    const known = new Map<string, string>();
    for (const message of STORY) {
      const token = await hub.tokenFor(message.sender);
      const body = withHubIds(renderMessage(format, message, {}), MARK, (number) => known.get(number));
      const answer = await postMessage(hub, { token, contentType: MEDIA_TYPES[format], body });
      if (answer.status !== 201) throw new Error(`${message.kind} in ${format}: ${answer.text}`);
      if (!answer.headers.get('content-type')?.startsWith(MEDIA_TYPES[format]))
        throw new Error(`the answer to ${format} has another form`);
      statuses.push(answer.status);
      await receiptNotice(hub, message);
      const { episodeId } = message;
      if (episodeId !== undefined && !known.has(episodeId)) known.set(episodeId, await episodeOf(hub, message));
      if (message.kind === 'sip-insats') known.set(message.messageId, await messageIdOf(hub, message));
    }
    return new Told(hub, database, statuses);
  }

  /** What the senders see of all that they sent, in its order. */
  async outcomes(): Promise<Outcome[]> {
    const senders = [...new Set(STORY.map(({ sender }) => sender))];
    const pages = await Promise.all(
      senders.map(async (unit) => {
        const page = await this.hub.call(await this.hub.tokenFor(unit), 'GET', `/v1/outboxes/${unit}?limit=200`);
        return page.body.items as Outcome[];
      }),
    );
    const all = pages.flat();
    return STORY.map(({ messageId }) => {
      const found = all.find((item) => item.messageId === messageId);
      if (found === undefined) throw new Error(`${messageId} is in no outbox`);
      const deliveries = found.deliveries
        .map(({ unit, role, receiptDue, state }) => ({ unit, role, receiptDue, state }))
        .toSorted((one, other) => one.unit.localeCompare(other.unit));
      return { messageId, kind: found.kind, withdrawn: found.withdrawn, deliveries };
    });
  }

  /** Every delivery of the story, with its recipient and the kind of its message. */
  async deliveries(): Promise<{ id: string; unit: string; kind: string }[]> {
    const units = [...new Set((await this.outcomes()).flatMap(({ deliveries }) => deliveries.map(({ unit }) => unit)))];
    const pages = await Promise.all(
      units.map(async (unit) => {
        const path = `/v1/inboxes/${unit}?state=all&limit=1000`;
        const page = await this.hub.call(await this.hub.tokenFor(unit), 'GET', path);
        return (page.body.items as { deliveryId: string; message: { kind: string } }[]).map((item) => ({
          id: item.deliveryId,
          unit,
          kind: item.message.kind,
        }));
      }),
    );
    return pages.flat();
  }

  async message(delivery: { id: string; unit: string }, format: MessageFormat): Promise<Buffer> {
    const answer = await fetch(`${this.hub.url}/v1/deliveries/${delivery.id}/message`, {
      headers: { authorization: `Bearer ${await this.hub.tokenFor(delivery.unit)}`, accept: MEDIA_TYPES[format] },
    });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, MEDIA_TYPES[format]]);
    return Buffer.from(await answer.arrayBuffer());
  }

  async close(): Promise<void> {
    await this.hub.stop();
    await this.database.drop();
  }
}

/** A delivered message without what the hub added: what its sender could have sent. */
function asSent(delivered: Readonly<Record<string, unknown>>): unknown {
  const checked = checkMessage(
    Object.fromEntries(Object.entries(delivered).filter(([name]) => !Object.hasOwn(DELIVERED, name))),
  );
  return checked.ok ? checked.message : checked.reasons;
}

/**
 * The same read from another form. Own XML, like JSON, says what the hub added beside what was sent, and so it may not
 * be sent.
 */
function reread(bytes: Buffer, format: MessageFormat): unknown {
  const arrived = { bytes, contentType: MEDIA_TYPES[format] };
  if (format === 'xml') {
    const read = readXmlMessage(arrived, RULES);
    return read.ok ? asSent(read.model) : read.reasons;
  }
  const read = readMessage(arrived, format, RULES);
  return read.ok ? read.message : read.reasons;
}

describe('the story that is told in every format', () => {
  it('has every kind that units send', () => {
    expect(new Set(STORY.map(({ kind }) => kind))).toEqual(new Set(MESSAGE_KINDS));
  });
});

let expected: Outcome[];

describe.each(MESSAGE_FORMATS)('every kind of message in %s', (format) => {
  let told: Told;

  beforeAll(async () => {
    told = await Told.in(format);
  }, 90_000);
  afterAll(() => told.close());

  it('goes in, is answered in its form, and is routed as in every other format', async () => {
    const outcomes = await told.outcomes();
    expected ??= outcomes;
    expect(outcomes).toEqual(expected);
    expect(outcomes.flatMap(({ deliveries }) => deliveries).length).toBeGreaterThan(20);
  });

  it('comes out in each format, and all of them say the same', async () => {
    const compared = new Set<string>();
    for (const delivery of await told.deliveries()) {
      const whole = (await told.message(delivery, 'json')).toString();
      // What is the same to the last letter for several recipients is rendered from the same.
      if (compared.has(whole)) continue;
      compared.add(whole);
      const sent = asSent(JSON.parse(whole));
      for (const form of MESSAGE_FORMATS.filter((one) => one !== 'json')) {
        const other = reread(await told.message(delivery, form), form);
        expect([delivery.kind, form, other]).toEqual([delivery.kind, form, sent]);
      }
    }
  }, 90_000);
});
