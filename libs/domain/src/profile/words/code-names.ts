import type { Both } from '../../both.js';
import { colourName, kindName, plain, roleName, scopeName, stateName } from '../../explain/names.js';
import { fieldLabel, hasLabel } from '../../field-names.js';
import { REASON_CODES } from '../../reason.js';
import { planPathName } from './plan-path-names.js';

/** Whole paths whose parts say too little by themselves. */
const PATHS: Readonly<Record<string, Both>> = {
  'category.fvk': { sv: 'kategorin har fast vårdkontakt', en: 'the category has a care contact' },
  'category.sip': { sv: 'kategorin har SIP', en: 'the category has a SIP' },
  'sender.role': { sv: 'avsändarens roll', en: "the sender's role" },
  'sender.type': { sv: 'avsändarens enhetstyp', en: "the type of the sender's unit" },
  'sender.unit': { sv: 'avsändande enhet', en: 'the sending unit' },
  'unit.role': { sv: 'enhetens roll', en: "the unit's role" },
  'unit.type': { sv: 'enhetens typ', en: "the unit's type" },
  'episode.state': { sv: 'vårdtillfällets läge', en: 'the state of the stay' },
  'episode.colour': { sv: 'vårdtillfällets färgspår', en: 'the colour track of the stay' },
  'episode.consents': { sv: 'vårdtillfällets samtycken', en: 'the consents of the stay' },
  'episode.coordinator': { sv: 'samordnande vårdkontakt', en: 'coordinating care contact' },
  'episode.coordinator.by': { sv: 'enheten som samordnar', en: 'the unit that coordinates' },
  'episode.coordinator.role': { sv: 'rollen som samordnar', en: 'the role that coordinates' },
  'episode.careContacts.role': { sv: 'vårdkontakternas roller', en: 'the roles of the care contacts' },
  'episode.sip.state': { sv: 'läget för SIP', en: 'the state of the SIP' },
  'episode.sip.call': { sv: 'kallelsen till SIP', en: 'the call to the SIP' },
  'episode.sip.call.at': { sv: 'tiden för kallelsen till SIP', en: 'the time of the call to the SIP' },
  'episode.sip.call.meetingAt': { sv: 'SIP-mötets tid', en: 'the time of the SIP meeting' },
  'episode.sip.call.purpose': { sv: 'SIP-mötets syfte', en: 'the purpose of the SIP meeting' },
  'episode.sip.call.setting': { sv: 'när SIP-mötet hålls', en: 'when the SIP meeting is held' },
  'episode.sip.consent': { sv: 'samtycket till SIP', en: 'the consent to the SIP' },
  'episode.sip.consent.actors': { sv: 'enheterna i samtycket till SIP', en: 'the units of the consent to the SIP' },
  'episode.sip.consent.at': { sv: 'tiden för samtycket till SIP', en: 'the time of the consent to the SIP' },
  'episode.sip.existingPlan': { sv: 'en SIP som redan finns', en: 'a SIP that is there already' },
  'episode.sip.need.initiativeAt': {
    sv: 'tiden för initiativet till SIP',
    en: 'the time of the initiative for the SIP',
  },
  'episode.sip.need.when': { sv: 'när SIP behövs', en: 'when the SIP is needed' },
  'episode.sip.need.relativesInformed': { sv: 'närstående informerade om SIP', en: 'relatives told of the SIP' },
  openStay: { sv: 'öppet vårdtillfälle', en: 'open stay' },
  namedRoles: { sv: 'namngivna mottagares roller', en: 'roles of the named recipients' },
  true: { sv: 'ja', en: 'yes' },
  false: { sv: 'nej', en: 'no' },
};

/** What a code or a path of a profile is called in a sentence; one that has no name by itself. */
export function codeName(code: string): Both {
  const own = Object.hasOwn(PATHS, code) ? PATHS[code] : undefined;
  const reason: Readonly<Record<string, Both>> = REASON_CODES;
  const told = Object.hasOwn(reason, code) ? reason[code] : undefined;
  const named = [kindName, roleName, stateName, scopeName, colourName].map((name) => name(code));
  return own ?? planPathName(code) ?? (told && quoted(told)) ?? named.find(({ sv }) => sv !== code) ?? pathName(code);
}

function quoted({ sv, en }: Both): Both {
  return { sv: `”${sv}”`, en: `“${en}”` };
}

/** `content.criteria.aids` by the names of its fields, where each has one. */
function pathName(path: string): Both {
  const [first = '', ...rest] = path.split('.');
  const steps = first === 'content' || first === 'episode' ? rest : [first, ...rest];
  if (steps.length === 0 || !steps.every(hasLabel)) return plain(path);
  const labels = steps.map(fieldLabel);
  const name = { sv: labels.map(({ sv }) => sv).join(' › '), en: labels.map(({ en }) => en).join(' › ') };
  return first === 'episode' ? { sv: `vårdtillfällets ${name.sv}`, en: `${name.en} of the stay` } : name;
}
