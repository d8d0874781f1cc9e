import type { Message } from '#domain/message.js';

import { at, colour, Gavleborg, homeCare, housing, openCare, social, ward } from './gavleborg.js';

/** A stay in Gävleborg in which a plan (SIP) is worked on: the usual stay, the usual call, what is known of it. */

export type Category = 'B' | 'C' | 'D' | 'BC' | 'CD' | 'E';
export const YES = { given: true, scope: ['sip'] };
export const NO = { given: false, scope: ['sip'] };

/** A stay since Monday 08:15, of somebody who is expected home on Friday the 27th. */
export function stay(category: Category = 'CD', changes: Partial<Message> = {}): Gavleborg {
  const hub = new Gavleborg();
  const content = { admittedAt: at('mon 07:00'), expectedDischarge: '2026-11-27', physicianAssessed: true };
  hub.notice({ planningCategory: category, content, ...changes });
  hub.receipts('mon 08:50', openCare, social, homeCare, housing);
  return hub;
}

/** The usual call of open care to social services and home care. */
export const call = (content: object = {}, changes: Partial<Message> = {}): Partial<Message> => ({
  recipients: [social, homeCare],
  consent: YES,
  ...changes,
  content: {
    purpose: 'sip',
    setting: 'efter-utskrivning',
    meetingAt: '2026-12-08T13:00:00+01:00',
    form: 'fysiskt',
    place: 'I hemmet',
    aim: 'Vem som gör vad hemma',
    ...content,
  },
});
/** The same call to a meeting on that day at 13:00. */
export const meets = (day: string, content: object = {}) => call({ meetingAt: `${day}T13:00:00+01:00`, ...content });
/** What the stay knows of a SIP. */
export const sipOf = (hub: Gavleborg) => hub.episode().facts.sip;

/** A stay in which every party has given the same colour. */
export function coloured(track: 'gron' | 'gul' | 'rod'): Gavleborg {
  const hub = stay();
  for (const unit of [ward, openCare, social, homeCare])
    hub.sends(unit, 'planeringsunderlag', 'tue 09:00', colour(track));
  return hub;
}
