import type { Consent, Content, Message } from '#domain/message.js';

import { AT, CareChain, telling, TREAN } from '../support/blekinge.js';

/** A care chain in Blekinge in which a SIP is worked on: the usual initiative, the usual call, and who owes them. */

/** The person agrees to a SIP with these units. */
export const AGREED: Consent = { given: true, scope: ['sip'], actors: [AT.centre, AT.social, AT.homeCare, AT.ward] };
export const PARTICIPANTS = [
  { name: 'Trean Treansson', relation: 'annan' },
  { unit: AT.social, relation: 'socialtjanst' },
];

export const initiative = (chain: CareChain, content: Content = {}, changes: Partial<Message> = {}): Message =>
  chain.byWard(
    'sip-initiativ',
    { raisedBy: 'patient', participants: PARTICIPANTS, ...content },
    { consent: AGREED, ...changes },
  );

/** What the usual call says. */
export const CALL: Content = {
  purpose: 'sip',
  setting: 'efter-utskrivning',
  meetingAt: '2026-12-03T13:00:00+01:00',
  form: 'fysiskt',
  place: 'I hemmet',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
};
export const call = (chain: CareChain, content: Content = {}, changes: Partial<Message> = {}): Message =>
  chain.by(AT.centre, 'sip-kallelse', { ...CALL, ...content }, { recipients: [AT.social, AT.homeCare], ...changes });

/** Told of somebody who has no stay. */
export const alone = (
  kind: 'sip-initiativ' | 'sip-kallelse',
  sender: string,
  content: Content,
  changes: Partial<Message> = {},
) => telling(kind, sender, { patient: TREAN, consent: AGREED, recipients: [AT.centre], content, ...changes });

/** A time in November 2026. */
export const on = (day: string, time = '10:00:00') => `2026-11-${day}T${time}+01:00`;
export const sipOf = (chain: CareChain) => chain.episode('K1').facts.sip;
/** What is owed of a SIP in the chain, the duties of the plan itself aside, as `deadline unit`. */
export const owesSip = (chain: CareChain) =>
  chain.deadlines
    .filter(({ kind, state, scope }) => kind.startsWith('sip-') && state === 'open' && scope !== 'plan')
    .map(({ kind, responsible }) => `${kind} ${responsible.split('-')[1] ?? ''}`)
    .sort();

/** A chain since Monday the 23rd; judged ready on Thursday the 26th at 10:00 when it is told so. */
export const chain = () => new CareChain().admitted().answered().reported();
