import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messagesOf, messagesWithin } from './message-file.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (message: { bytes: Uint8Array }): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(message.bytes);
const header = (id: string): string => `MSH|^~\\&|JOURNAL|AVD12|||20261123||ADT^A01|${id}|P|2.5`;
const read = (content: string) => messagesOf(bytes(content), 'hl7v2');

describe('the messages of a file', () => {
  it('an HL7 file is one message that ends with a segment end', () => {
    expect(read(`${header('1')}\rEVN|A01`).map(text)).toEqual([`${header('1')}\rEVN|A01\r`]);
  });

  it('several messages are cut where MSH begins a line, and nowhere else', () => {
    const first = `${header('1')}\nNTE|1||MSH stands here too: MSH|^~\\&`;
    expect(read(`${first}\n${header('2')}\n`).map(text)).toEqual([`${first}\r`, `${header('2')}\r`]);
  });

  it('MLLP frames and blank lines around messages are left out', () => {
    const messages = read(`\n\u000b${header('1')}\r\u001c\r\u000b${header('2')}\r\u001c\r`);
    expect(messages.map(text)).toEqual([`${header('1')}\r`, `${header('2')}\r`]);
  });

  it('a byte order mark stays with the message that it stands before', () => {
    expect(read(`\ufeff${header('1')}\r${header('2')}\r`).map(text)).toEqual([
      `\ufeff${header('1')}\r`,
      `${header('2')}\r`,
    ]);
    expect(read(`\ufeff\n${header('1')}\r`).map(text)).toEqual([`${header('1')}\r`]);
  });

  it('a batch stays whole', () => {
    const batch = `FHS|^~\\&\rBHS|^~\\&\r${header('1')}\r${header('2')}\rBTS|2\rFTS|1\r`;
    expect(read(batch).map(text)).toEqual([batch]);
  });

  it('every other format is one message, byte for byte, whatever is in it', () => {
    const content = bytes(`{ nonsense\n${header('1')}`);
    expect(messagesOf(content, 'json')).toMatchObject([{ format: 'json', bytes: content }]);
    expect(messagesOf(content, 'fhir-xml')).toMatchObject([{ format: 'fhir-xml', bytes: content }]);
  });

  it.each(['', '\n\n', 'hello', 'PID|1\rMSH|^~\\&|'])('%j holds no HL7 message', (content) => {
    expect(read(content)).toEqual([]);
  });

  it('a segment is found on its line of the file, whatever the line ends and blank lines before it', () => {
    const [first, second] = read(`\r\n${header('1')}\r\n\r\nEVN|A01\r\nPID|1\r\n${header('2')}\nEVN|A01\n\nPID|1`);
    expect([1, 2, 3].map((line) => first?.lineOf(line))).toEqual([2, 4, 5]);
    expect([1, 2, 3].map((line) => second?.lineOf(line))).toEqual([6, 7, 9]);
  });

  it('the messages of a batch are found in the file although they are alike', () => {
    const part = bytes(`${header('1')}\nEVN|A01\n`);
    const file = bytes(`BHS|^~\\&\n${text({ bytes: part })}${text({ bytes: part })}BTS|2\n`);
    const messages = messagesWithin(file, [part, part]);
    expect(messages.map(({ lineOf }) => [lineOf(1), lineOf(2)])).toEqual([
      [2, 3],
      [4, 5],
    ]);
  });

  it('whatever the line ends, as many messages come out as went in, and nothing of them is lost', () => {
    const end = fc.constantFrom('\r', '\n', '\r\n', '\r\n\r\n');
    const segment = fc.stringMatching(/^[A-LN-Z][A-Z0-9]{2}\|[a-zåäö |^&~]{0,20}[a-z]$/);
    const message = fc.array(segment, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), end, (bodies, lineEnd) => {
        const all = bodies.map((body, index) => [header(String(index)), ...body]);
        const lines = read(all.flat().join(lineEnd)).map((one) => text(one).split(/[\r\n]+/));
        expect(lines.map((found) => found.filter(Boolean))).toEqual(all);
      }),
    );
  });
});
