import { careContactsOf } from './care-contacts.js';
import { coloursOf } from './colours.js';
import { consentsOf } from './consents.js';
import type { EpisodeFacts, EpisodeStep } from './episode.js';
import { sipOf } from './sip.js';

/** Facts that are read off the messages that stand, whatever their order: a withdrawal needs not bring them back. */
export const READ_OFF = [
  'consents',
  'colours',
  'colour',
  'careContacts',
  'sip',
] as const satisfies (keyof EpisodeFacts)[];

/** The facts with what the standing messages say of consent, colours, care contacts and a SIP. */
export function withReadOff(facts: EpisodeFacts, steps: readonly EpisodeStep[]): EpisodeFacts {
  const standing = steps.filter(({ withdrawn }) => withdrawn !== true);
  const consents = consentsOf(standing);
  const careContacts = careContactsOf(standing, facts.parties);
  const sip = sipOf(standing, facts, consents);
  const rest: EpisodeFacts = { ...facts };
  for (const name of READ_OFF) delete rest[name];
  return {
    ...rest,
    ...(consents.length === 0 ? {} : { consents }),
    ...coloursOf(standing, facts.parties),
    ...(careContacts.length === 0 ? {} : { careContacts }),
    ...(sip === undefined ? {} : { sip }),
  };
}
