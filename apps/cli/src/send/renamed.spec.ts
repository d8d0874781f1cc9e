import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { Message, MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { anyMessage } from '../../../../test/support/any-message.js';
import { READ_FOR_SENDING } from './outgoing.js';
import { renamed, renaming } from './renamed.js';

const rename = renaming('r1');

function read(format: MessageFormat, bytes: Uint8Array): Message {
  const result = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, READ_FOR_SENDING);
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.message;
}

function expected(message: Message): Message {
  const { episodeId, inReplyTo, content } = message;
  const named = content['messageId'];
  return {
    ...message,
    messageId: rename(message.messageId),
    ...(episodeId === undefined ? {} : { episodeId: rename(episodeId) }),
    ...(inReplyTo === undefined ? {} : { inReplyTo: rename(inReplyTo) }),
    content: message.kind === 'makulering' ? { ...content, messageId: rename(String(named)) } : content,
  };
}

describe('a message under new ids', () => {
  it.each(MESSAGE_FORMATS)('%s: says the same under new ids, whatever it says', (format) => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const bytes = renamed(format, renderMessage(format, message, {}), rename);
        expect(bytes && read(format, bytes)).toEqual(expected(message));
      }),
      { numRuns: 30 },
    );
  });

  it('HL7 v2 keeps all else that stands in it: other separators, Z-segments, the character set', () => {
    const text = [
      'MSH|$%*@|J|SE2321000016-AVD12|H|H|20261123||ADT$A11|ID-1|P|2.5||||||8859/1',
      'EVN|A11',
      'PV1|1|I|||||||||||||||||V1$$$X',
      'ZÅÖ|'.replace('ÅÖ', 'AO') + 'Räksmörgås ID-1 V1',
    ];
    const bytes = renamed('hl7v2', Buffer.from(`${text.join('\r')}\r`, 'latin1'), rename);
    const lines = text.map((line) => line.replace('|ID-1|', '|ID-1-r1|').replace('|V1$', '|V1-r1$'));
    expect(Buffer.from(bytes ?? []).toString('latin1')).toBe(`${lines.join('\r')}\r`);
  });

  it.each(MESSAGE_FORMATS)('%s: what cannot be read has no ids', (format) => {
    expect(renamed(format, Buffer.from('nonsense'), rename)).toBeUndefined();
  });

  it('a long id stays within what an id may hold, and keeps the mark', () => {
    expect(rename('x'.repeat(200))).toMatch(/^x{100,}-r1$/);
    expect(rename('x'.repeat(200)).length).toBeLessThanOrEqual(199);
  });
});
