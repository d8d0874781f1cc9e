import { careContactsOf } from './care-contacts.js';
import { coloursOf } from './colours.js';
import { consentsOf } from './consents.js';
import { READ_OFF } from './episode.js';
import type { EpisodeFacts, EpisodeStep, FactsBefore } from './episode.js';
import { sipOf } from './sip.js';

/** The facts with what the standing messages say of consent, colours, care contacts and a SIP. */
export function withReadOff(facts: EpisodeFacts, steps: readonly EpisodeStep[]): EpisodeFacts {
  const standing = steps.filter(({ withdrawn }) => withdrawn !== true);
  const consents = consentsOf(standing);
  const careContacts = careContactsOf(standing, facts.parties);
  const sip = sipOf(standing, facts, consents);
  return {
    ...withoutReadOff(facts),
    ...(consents.length === 0 ? {} : { consents }),
    ...coloursOf(standing, facts.parties),
    ...(careContacts.length === 0 ? {} : { careContacts }),
    ...(sip === undefined ? {} : { sip }),
  };
}

/** The facts without what the messages that stand tell by themselves. */
export function withoutReadOff(facts: EpisodeFacts): FactsBefore {
  const rest: EpisodeFacts = { ...facts };
  for (const name of READ_OFF) delete rest[name];
  return rest;
}
