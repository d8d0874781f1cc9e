import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { FramerEvent } from './mllp.js';
import { frameMllp, MllpFramer } from './mllp.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const text = (part: Uint8Array): string => String.fromCharCode(...part);

function told(event: FramerEvent): string {
  if (event.kind === 'frame') return `frame ${text(event.bytes)}`;
  if (event.kind === 'junk') return 'junk';
  return `${event.kind} ${text(event.head)}`;
}

function framed(stream: string, cuts: readonly number[] = [], frameBytes = 1000): string[] {
  const framer = new MllpFramer({ frameBytes });
  const all = bytes(stream);
  const at = [0, ...[...cuts].sort((a, b) => a - b), all.length];
  const events = at.slice(1).flatMap((to, i) => framer.push(all.subarray(at[i], to)));
  return [...events, ...framer.end()].map(told);
}

const F = '\x0b';
const E = '\x1c\r';

describe('MLLP frames', () => {
  it('a framed message comes out as it went in', () => {
    expect(framed(text(frameMllp(bytes('MSH|a'))))).toEqual(['frame MSH|a']);
  });

  it('glued frames are told apart, in order', () => {
    expect(framed(`${F}a${E}${F}b${E}${F}${E}`)).toEqual(['frame a', 'frame b', 'frame ']);
  });

  it('line ends and blanks between frames are no junk', () => {
    expect(framed(`\r\n${F}a${E}\n \r\n${F}b${E}`)).toEqual(['frame a', 'frame b']);
  });

  it('junk is told once a run, before what follows it', () => {
    expect(framed(`GET / HTTP/1.1\r\n\r\n${F}a${E}x y z${F}b${E}`)).toEqual(['junk', 'frame a', 'junk', 'frame b']);
  });

  it('of junk the bytes up to the next frame are told, as far as they came in one piece', () => {
    const events = new MllpFramer().push(bytes(`GET /\r\n${F}a${E}xyz`));
    expect(events.flatMap((event) => (event.kind === 'junk' ? [text(event.bytes)] : []))).toEqual(['GET /\r\n', 'xyz']);
  });

  it('junk is told at its first byte, so that a peer without frames is answered', () => {
    expect(new MllpFramer().push(bytes('M')).map(told)).toEqual(['junk']);
  });

  it('an end without CR counts directly before the next start, and when the peer falls silent', () => {
    expect(framed(`${F}a\x1c${F}b\x1c`)).toEqual(['frame a', 'frame b']);
  });

  it('an end byte before anything else stays in the message instead of cutting it', () => {
    expect(framed(`${F}a\x1cb\x1c\x1c\nc${E}`)).toEqual(['frame a\x1cb\x1c\x1c\nc']);
  });

  it('a start byte inside a frame stays in the message', () => {
    expect(framed(`${F}a${F}b${E}`)).toEqual([`frame a${F}b`]);
  });

  it('a frame over the cap is told once and skipped to its end', () => {
    expect(framed(`${F}12345${E}${F}1234567890\x1cx${E}${F}b${E}`, [], 5)).toEqual([
      'frame 12345',
      'too-large 12345',
      'frame b',
    ]);
  });

  it('a frame that was begun and not ended is told when the connection ends', () => {
    expect(framed(`${F}a${E}${F}MSH|b`)).toEqual(['frame a', 'incomplete MSH|b']);
  });

  it('a framer is fresh after the end', () => {
    const framer = new MllpFramer();
    framer.push(bytes(`${F}abc`));
    framer.end();
    expect(framer.push(bytes(`${F}d${E}`)).map(told)).toEqual(['frame d']);
  });

  it('the events are the same however the stream is cut', () => {
    const piece = fc.constantFrom(F, E, '\x1c', '\r', '\n', 'a', 'MSH|', 'xxxxxxxx', `${F}abc${E}`);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(200), { maxLength: 40 }), (pieces, cuts) => {
        const stream = pieces.join('');
        const within = cuts.filter((cut) => cut <= stream.length);
        const whole = framed(stream, [], 12);
        expect(framed(stream, within, 12)).toEqual(whole);
        const everyByte = Array.from({ length: stream.length }, (_, i) => i);
        expect(framed(stream, everyByte, 12)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('a frame in single bytes costs copies in proportion to its length', () => {
    const work = (length: number): number => {
      const framer = new MllpFramer();
      framer.push(bytes(F));
      const one = bytes('a');
      for (let i = 0; i < length; i++) framer.push(one);
      expect(framer.push(bytes(E)).map(({ kind }) => kind)).toEqual(['frame']);
      return framer.copiedBytes;
    };
    expect(work(50_000)).toBeLessThan(50_000 * 4);
    expect(work(400_000)).toBeLessThan(400_000 * 4);
  });

  it('what is skipped is not copied', () => {
    const framer = new MllpFramer({ frameBytes: 100 });
    framer.push(bytes(F));
    for (let i = 0; i < 1000; i++) framer.push(bytes('a'.repeat(50)));
    expect(framer.copiedBytes).toBeLessThan(1000);
  });
});
