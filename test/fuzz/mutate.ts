/** Numbers that look random and are the same for the same seed: a run can be repeated. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from');
    return value;
  }
}

/** What parsers stumble over, in any format. */
const TOKENS: readonly Buffer[] = [
  ...[
    '|',
    '^',
    '~',
    '\\',
    '&',
    '\r',
    '\n',
    '\r\n',
    '\\X41\\',
    '\\X',
    '\\.br\\',
    '\\C2842\\',
    '""',
    'MSH|^~\\&|',
    'BTS|1\r',
    'ZZZ|',
  ],
  ...[
    '<',
    '>',
    '&',
    '&#0;',
    '&#x110000;',
    '&lt;',
    '&x;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '--',
    '<?x?>',
    '<!DOCTYPE a>',
    ' xmlns:x=""',
    '\u00a0',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\u0000',
    '\\ud800',
    '"__proto__":',
    '"constructor":',
    '1e999',
    '-0',
    'null',
    'true',
  ],
  ...['\u0000', '\u0007', '\ufeff', '\u2028', '\ufffe', 'å', '𝄞', '9'.repeat(40), '2026-02-30', '00000000', 'P', ' '],
]
  .map((text) => Buffer.from(text))
  .concat([Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xc0, 0x80]), Buffer.from([0xed, 0xa0, 0x80])]);

type Mutation = (bytes: Buffer, dice: Dice, other: Buffer) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  /** One bit the other way. */
  (bytes, dice) => {
    const changed = Buffer.from(bytes);
    const at = dice.below(bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
    return changed;
  },
  /** A piece gone. */
  (bytes, dice) => {
    const [from, to] = piece(bytes, dice);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  /** A piece twice, or many times. */
  (bytes, dice) => {
    const [from, to] = piece(bytes, dice);
    const times = dice.pick([1, 1, 2, 50]);
    const again = Array.from({ length: times }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...again, bytes.subarray(to)]);
  },
  /** A piece of another message in its place. */
  (bytes, dice, other) => {
    const [from, to] = piece(bytes, dice);
    const [otherFrom, otherTo] = piece(other, dice);
    return Buffer.concat([bytes.subarray(0, from), other.subarray(otherFrom, otherTo), bytes.subarray(to)]);
  },
  /** Something that parsers stumble over, put in or put over what was there. */
  (bytes, dice) => {
    const at = dice.below(bytes.length + 1);
    const token = dice.pick(TOKENS);
    return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at + dice.pick([0, 1, token.length]))]);
  },
  /** Cut off. */
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length)),
];

function piece(bytes: Buffer, dice: Dice): [from: number, to: number] {
  const from = dice.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + dice.below(dice.pick([4, 32, 400])))];
}

/** A message with one to four things changed. */
export function mutated(bytes: Buffer, other: Buffer, dice: Dice): Buffer {
  let changed = bytes;
  for (let left = 1 + dice.below(4); left > 0; left -= 1) {
    if (changed.length > 0) changed = dice.pick(MUTATIONS)(changed, dice, other);
  }
  return changed;
}
