import { describe, expect, it } from '@jest/globals';
import type { MarkDto } from '../../../src/dto/content.dto.js';
import { linesOf } from './marked-lines.js';

const masked = (from: number, to: number): MarkDto => ({ from, to, kind: 'masked' });
const error = (from: number, to: number, code: string): MarkDto => ({ from, to, kind: 'error', code });
const numbers = ({ code }: MarkDto) => Number(code);

describe('A marked text, line by line', () => {
  it('keeps every character in its line, whatever is marked', () => {
    const text = 'MSH|a\nPID|•••|b\n\nPV1';
    const lines = linesOf({ text, marks: [error(4, 14, '1'), masked(10, 13)] }, numbers);
    expect(lines.map((pieces) => pieces.map((piece) => piece.text).join(''))).toEqual(text.split('\n'));
  });

  it('cuts where something begins or ends to be masked or wrong', () => {
    const [line] = linesOf({ text: 'PID|•••|b', marks: [error(4, 9, '1'), masked(4, 7)] }, numbers);
    expect(line).toEqual([
      { text: 'PID|', isMasked: false, errors: [], begins: [] },
      { text: '•••', isMasked: true, errors: [1], begins: [1] },
      { text: '|b', isMasked: false, errors: [1], begins: [] },
    ]);
  });

  it('shows where something is missing, also at the end of a line', () => {
    const [first, second] = linesOf({ text: 'PV1|\nOBX', marks: [error(4, 4, '2')] }, numbers);
    expect(first).toEqual([
      { text: 'PV1|', isMasked: false, errors: [], begins: [] },
      { text: '', isMasked: false, errors: [2], begins: [2] },
    ]);
    expect(second).toEqual([{ text: 'OBX', isMasked: false, errors: [], begins: [] }]);
  });

  it('begins an error of several lines once', () => {
    const lines = linesOf({ text: 'one\ntwo', marks: [error(0, 7, '1')] }, numbers);
    expect(lines.flat().map(({ errors, begins }) => ({ errors, begins }))).toEqual([
      { errors: [1], begins: [1] },
      { errors: [1], begins: [] },
    ]);
  });

  it('has no line after the last line end, unless something is missing there', () => {
    expect(linesOf({ text: 'PID\n', marks: [] }, numbers)).toHaveLength(1);
    expect(linesOf({ text: 'PID\n', marks: [error(4, 4, '1')] }, numbers)).toHaveLength(2);
  });

  it('leaves out what is no reason', () => {
    const [line] = linesOf({ text: 'PID', marks: [error(0, 3, '1')] }, () => undefined);
    expect(line).toEqual([{ text: 'PID', isMasked: false, errors: [], begins: [] }]);
  });
});
