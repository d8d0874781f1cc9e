import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMessages } from './message-file.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (message: { bytes: Uint8Array }): string => new TextDecoder().decode(message.bytes);
const header = (id: string): string => `MSH|^~\\&|JOURNAL|AVD12|||20261123||ADT^A01|${id}|P|2.5`;

describe('the messages of a file', () => {
  it('an HL7 file is one message, with its sender and id, and ends with a segment end', () => {
    const [message, ...more] = readMessages(bytes(`${header('1')}\rEVN|A01`)) ?? [];
    expect(more).toEqual([]);
    expect(message).toMatchObject({ format: 'hl7v2', sender: 'AVD12', messageId: '1' });
    expect(message && text(message)).toBe(`${header('1')}\rEVN|A01\r`);
  });

  it('several messages are cut where MSH begins a line, and nowhere else', () => {
    const first = `${header('1')}\nNTE|1||MSH stands here too: MSH|^~\\&`;
    const messages = readMessages(bytes(`${first}\n${header('2')}\n`)) ?? [];
    expect(messages.map(({ messageId }) => messageId)).toEqual(['1', '2']);
    expect(messages[0] && text(messages[0])).toBe(`${first}\r`);
  });

  it('a byte order mark, MLLP frames and blank lines around messages are left out', () => {
    const messages = readMessages(bytes(`\ufeff\n\u000b${header('1')}\r\u001c\r\u000b${header('2')}\r\u001c\r`)) ?? [];
    expect(messages.map(text)).toEqual([`${header('1')}\r`, `${header('2')}\r`]);
  });

  it('what begins with a brace is one JSON message, byte for byte, even when it cannot be parsed', () => {
    const json = '{ "messageId": "m", "sender": "SE1", "n": 1 }';
    const [message] = readMessages(bytes(json)) ?? [];
    expect(message).toMatchObject({ format: 'json', sender: 'SE1', messageId: 'm' });
    expect(message && text(message)).toBe(json);
    expect(readMessages(bytes('{ nonsense'))).toMatchObject([{ format: 'json', sender: undefined }]);
  });

  it.each(['', '\n\n', 'hello', 'PID|1\rMSH|^~\\&|', '<xml/>'])('%j is no message', (content) => {
    expect(readMessages(bytes(content))).toBeUndefined();
  });

  it('an MSH that is broken is sent as it stands: the hub says what is wrong with it', () => {
    expect(readMessages(bytes('MSH|||'))).toMatchObject([{ format: 'hl7v2', messageId: undefined }]);
  });

  it('whatever the line ends, as many messages come out as went in, and nothing of them is lost', () => {
    const end = fc.constantFrom('\r', '\n', '\r\n', '\r\n\r\n');
    const segment = fc.stringMatching(/^[A-LN-Z][A-Z0-9]{2}\|[a-zåäö |^&~]{0,20}[a-z]$/);
    const message = fc.array(segment, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), end, (bodies, lineEnd) => {
        const all = bodies.map((body, index) => [header(String(index)), ...body]);
        const read = readMessages(bytes(all.flat().join(lineEnd))) ?? [];
        expect(
          read.map((one) =>
            text(one)
              .split(/[\r\n]+/)
              .filter(Boolean),
          ),
        ).toEqual(all);
      }),
    );
  });
});
