import { randomInt } from 'node:crypto';

/** Characters, as a person counts them. */
const SHORTEST_PASSWORD = 12;

/** What the commonest passwords that are long enough are made of, in Swedish and English. */
const COMMON = [
  ...['password', 'passw0rd', 'losenord', 'lösenord', 'hemligt', 'welcome', 'valkommen', 'välkommen', 'administrator'],
  ...['sommar', 'vinter', 'sjukhus', 'hemgang', 'hemgång', 'iloveyou', 'qwertyuiop', 'qwerty', 'letmein', 'changeme'],
  ...['asdfghjkl', 'zxcvbnm', 'qazwsxedc', '1q2w3e4r5t6y', 'abcdefghijklmnopqrstuvwxyz', '01234567890123456789'],
  ...['98765432109876543210', 'abc', 'admin'],
];

/** Letters and digits that nobody mistakes for each other. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Why a password will not do. */
export type PasswordFault = 'too-short' | 'holds-name' | 'too-common';

/** Length counts, mixtures do not; undefined for a password that will do. */
export function passwordFault(password: string, name: string): PasswordFault | undefined {
  const text = password.normalize('NFC');
  if ([...text].length < SHORTEST_PASSWORD) return 'too-short';
  const lower = text.toLowerCase();
  if (name.length >= 3 && lower.includes(name.toLowerCase())) return 'holds-name';
  if (new Set(lower).size < 5) return 'too-common';
  // What is left when the common parts are taken out has to be something of its own.
  const own = COMMON.reduce((rest, part) => rest.replaceAll(part, ''), lower).replaceAll(/[\d\s!?.,_-]/g, '');
  return isCommon(lower) || own.length < 3 ? 'too-common' : undefined;
}

/** One common part over and over, or a piece of one. */
function isCommon(lower: string): boolean {
  return COMMON.some((part) => part.includes(lower) || part.repeat(Math.ceil(lower.length / part.length)) === lower);
}

/** A password for once, of some 99 random bits, that can be read out over a telephone. */
export function newOneTimePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => CLEAR[randomInt(CLEAR.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
