import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MESSAGE_FORMATS, MESSAGE_KINDS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { READERS } from '#formats/readers.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { guessFormat } from '../../apps/cli/src/messages/guess-format.js';
import { DELIVERED_EXAMPLES } from './delivered.js';
import { deliveredPath, exampleFiles, MARKS, sentPath } from './example-files.js';
import { story } from './story.js';

const FOLDER = resolve(import.meta.dirname, '../../docs/examples');
const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };

const bytesOf = (path: string): Uint8Array => readFileSync(join(FOLDER, path));

function read(path: string, format: MessageFormat) {
  return readMessage({ bytes: bytesOf(path), contentType: MEDIA_TYPES[format] }, format, RULES);
}

describe('the examples in docs/examples', () => {
  it('are those that npm run examples makes: none is stale, none is missing, none is left over', () => {
    const made = new Map(exampleFiles().map(({ path, text }) => [path, text]));
    const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)))
      .filter((path) => !['a01.hl7', 'notice.json'].includes(path));
    expect(there.toSorted()).toEqual([...made.keys()].toSorted());
    for (const path of there) expect([path, readFileSync(join(FOLDER, path), 'utf8')]).toEqual([path, made.get(path)]);
  });

  it('show every kind that a unit sends', () => {
    const kinds = new Set(story('').map(({ message }) => message.kind));
    expect([...kinds].toSorted()).toEqual([...MESSAGE_KINDS].toSorted());
  });

  it.each(MESSAGE_FORMATS)('%s: each is read as the message that it was made from', (format) => {
    for (const example of story(MARKS[format])) {
      const path = sentPath(format, example);
      const { message } = example;
      expect([path, read(path, format)]).toEqual([path, expect.objectContaining({ ok: true, message })]);
    }
  });

  it.each(MESSAGE_FORMATS)(
    '%s: what the hub sends is read as it was rendered, and is told as no kind that may be sent',
    (format) => {
      for (const { name, message } of DELIVERED_EXAMPLES) {
        const path = deliveredPath(format, name);
        const arrived = { bytes: bytesOf(path), contentType: MEDIA_TYPES[format] };
        const { kind, content, messageId } = message;
        expect([path, READERS[format](arrived, RULES)]).toMatchObject([path, { model: { kind, content, messageId } }]);
        expect(read(path, format)).toMatchObject({
          ok: false,
          reasons: expect.arrayContaining([expect.objectContaining({ code: 'unknown-kind' })]),
        });
      }
    },
  );

  it('each is recognised by its content, whatever its name is', () => {
    for (const format of MESSAGE_FORMATS) {
      const paths = story(MARKS[format]).map((example) => sentPath(format, example));
      for (const path of paths) expect([path, guessFormat(bytesOf(path), 'x')]).toEqual([path, format]);
    }
  });
});
