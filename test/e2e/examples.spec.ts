import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { MARKS, sentPath } from '../examples/example-files.js';
import { episodeOf, messageIdOf } from '../examples/hub-episode.js';
import { story, withHubIds } from '../examples/story.js';
import { runCli } from '../support/cli.js';
import { startHub } from '../support/hub.js';
import { receiptNotice } from '../support/receipt-notices.js';
import type { RunningHub } from '../support/hub.js';

const FOLDER = 'docs/examples';
const OF_WARDS = String(story('').filter(({ isOfParty, isOfPlan }) => !isOfParty && !isOfPlan).length);

describe('the examples, sent to a fresh hub', () => {
  let hub: RunningHub;

  beforeAll(async () => {
    hub = await startHub();
  }, 90_000);

  afterAll(async () => {
    await hub.stop();
  });

  it.each(MESSAGE_FORMATS)('%s: the whole story is accepted, one message after the other', async (format) => {
    const known = new Map<string, string>();
    for (const example of story(MARKS[format])) {
      const { message } = example;
      const path = sentPath(format, example);
      const answer = await fetch(`${hub.url}/v1/messages`, {
        method: 'POST',
        headers: {
          'content-type': MEDIA_TYPES[format],
          authorization: `Bearer ${await hub.tokenFor(message.sender)}`,
        },
        body: withHubIds(readFileSync(join(FOLDER, path)), MARKS[format], (number) => known.get(number)),
      });
      const body = await answer.text();
      expect([path, answer.status, answer.status === 201 ? '' : body]).toEqual([path, 201, '']);
      await receiptNotice(hub, message);
      if (message.episodeId !== undefined && !known.has(message.episodeId))
        known.set(message.episodeId, await episodeOf(hub, message));
      if (message.kind === 'sip-insats') known.set(message.messageId, await messageIdOf(hub, message));
    }
  });

  it('./hemgang send takes a folder of any format, shows each answer, and under new ids all is accepted once more', async () => {
    const env = {
      HEMGANG_DATA_DIR: hub.dataDir,
      HEMGANG_HTTP_PORT: new URL(hub.url).port,
      HEMGANG_MLLP_PORT: String(hub.mllpPort),
    };
    for (const format of MESSAGE_FORMATS) {
      const run = await runCli(['send', `${FOLDER}/${format}`, '--new-ids'], env);
      expect({ format, code: run.code, err: run.err }).toEqual({ format, code: 0, err: '' });
      expect(run.out).toMatch(format === 'hl7v2' || format === 'hl7v2-xml' ? /^AA +EX-/ : /^201 +EX-.*\n( +.*\n)*201 /);
      expect(run.out).toContain(`${OF_WARDS} skickade, ${OF_WARDS} mottagna, 0 avvisade`);
    }
  }, 60_000);
});
