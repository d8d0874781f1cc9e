import type { Both } from '#domain/both.js';
import { CONSENT_ABOUT, RELATIONS } from '#domain/content/plan.js';
import { CALL_PURPOSES, CALL_REGARDS, CALL_SETTINGS, MEETING_FORMS } from '#domain/content/sip.js';
import { KIND_NAMES } from '#domain/names.js';
import { CONSENT_NAMES } from '#domain/plan/names.js';
import { PLAN_SYSTEM } from '../names.js';
import { WHOLE_CONSENT } from '../plan/consent-homes.js';
import { TEAM_ROLES } from '../plan/care-team-homes.js';
import { LEVELS } from '../plan/goal-homes.js';
import { asTitle } from './artifact.js';
import type { CodeList } from './code-list.js';

const LEVEL_NAMES: Readonly<Record<(typeof LEVELS)[keyof typeof LEVELS], Both>> = {
  huvudmal: { sv: 'Huvudmål', en: 'Main goal' },
  delmal: { sv: 'Delmål', en: 'Sub-goal' },
};

const RELATION_NAMES: Readonly<Record<(typeof RELATIONS)[number], Both>> = {
  vard: { sv: 'Hälso- och sjukvård', en: 'Health care' },
  socialtjanst: { sv: 'Socialtjänst', en: 'Social services' },
  'den-enskilde': { sv: 'Den enskilde', en: 'The person' },
  narstaende: { sv: 'Närstående', en: 'Relative' },
  foretradare: { sv: 'Legal företrädare', en: 'Legal representative' },
  skola: { sv: 'Skola', en: 'School' },
  myndighet: { sv: 'Myndighet', en: 'Authority' },
  annan: { sv: 'Annan', en: 'Somebody else' },
};

const TEAM_ROLE_NAMES: Readonly<Record<(typeof TEAM_ROLES)[keyof typeof TEAM_ROLES], Both>> = {
  samordningsansvarig: { sv: 'Samordningsansvarig', en: 'Coordinator' },
  'fast-vardkontakt': { sv: 'Fast vårdkontakt', en: 'Care contact' },
};

const PURPOSE_NAMES: Readonly<Record<(typeof CALL_PURPOSES)[number], Both>> = {
  sip: { sv: 'SIP-möte', en: 'SIP meeting' },
  uppfoljning: { sv: 'Uppföljning av SIP', en: 'Follow-up of a SIP' },
  aktorsmote: { sv: 'Aktörsmöte', en: 'Meeting of the parties alone' },
};

const SETTING_NAMES: Readonly<Record<(typeof CALL_SETTINGS)[number], Both>> = {
  'utan-vardtillfalle': { sv: 'Utan vårdtillfälle', en: 'Without a stay' },
  'fore-utskrivning': { sv: 'Före utskrivning', en: 'Before the discharge' },
  'efter-utskrivning': { sv: 'Efter utskrivning', en: 'After the discharge' },
};

const REGARDS_NAMES: Readonly<Record<(typeof CALL_REGARDS)[number], Both>> = {
  sip: { sv: 'SIP', en: 'SIP' },
  uppfoljning: { sv: 'Uppföljning', en: 'Follow-up' },
  planering: { sv: 'Planering', en: 'Planning' },
};

const FORM_NAMES: Readonly<Record<(typeof MEETING_FORMS)[number], Both>> = {
  fysiskt: { sv: 'Fysiskt möte', en: 'In a room' },
  video: { sv: 'Videomöte', en: 'By video' },
  telefon: { sv: 'Telefonmöte', en: 'By telephone' },
};

function listed<T extends string>(names: Readonly<Record<T, Both>>, codes: readonly T[]): [T, Both][] {
  return codes.map((code) => [code, asTitle(names[code])]);
}

/** The lists that plans are written with. Areas and degrees of attainment are those of each region's profile. */
export const PLAN_CODE_LISTS: readonly CodeList[] = [
  {
    system: PLAN_SYSTEM.level,
    title: { sv: 'Målnivå', en: 'Level of a goal' },
    description: 'Whether a Goal is a main goal of the plan or one under it: Goal.category.',
    codes: listed(LEVEL_NAMES, Object.values(LEVELS)),
  },
  {
    system: PLAN_SYSTEM.role,
    title: { sv: 'Roll i plan', en: 'Role in a plan' },
    description: 'In what capacity somebody takes part: CareTeam.participant.role and Appointment.participant.type.',
    codes: [...listed(RELATION_NAMES, RELATIONS), ...listed(TEAM_ROLE_NAMES, Object.values(TEAM_ROLES))],
  },
  {
    system: PLAN_SYSTEM.purpose,
    title: { sv: 'Slag av möte', en: 'Kind of meeting' },
    description: 'What a call is to: Appointment.appointmentType.',
    codes: listed(PURPOSE_NAMES, CALL_PURPOSES),
  },
  {
    system: PLAN_SYSTEM.setting,
    title: { sv: 'Möte i sammanhang', en: 'Setting of a meeting' },
    description: 'What a call stands beside: Appointment.serviceCategory.',
    codes: listed(SETTING_NAMES, CALL_SETTINGS),
  },
  {
    system: PLAN_SYSTEM.regards,
    title: { sv: 'Mötet avser', en: 'What a meeting is about' },
    description: 'What the form of the call says that the meeting is about: Appointment.reasonCode.',
    codes: listed(REGARDS_NAMES, CALL_REGARDS),
  },
  {
    system: PLAN_SYSTEM.form,
    title: { sv: 'Mötesform', en: 'Form of a meeting' },
    description: 'How the meeting is held: Appointment.serviceType.',
    codes: listed(FORM_NAMES, MEETING_FORMS),
  },
  {
    system: PLAN_SYSTEM.consent,
    title: { sv: 'Samtycke om', en: 'What a consent is about' },
    description:
      'What the person has answered: Consent.category. samtycke is the consent of a message of that kind as a whole.',
    codes: [...listed(CONSENT_NAMES, CONSENT_ABOUT), [WHOLE_CONSENT, asTitle(KIND_NAMES.samtycke)]],
  },
  {
    system: PLAN_SYSTEM.area,
    title: { sv: 'Område', en: 'Area' },
    description:
      "Areas of the mapping, and headings of sub-goals: Goal.category. The codes are those of the region's profile.",
    codes: 'of-the-region',
  },
  {
    system: PLAN_SYSTEM.score,
    title: { sv: 'Målgrad', en: 'Degree of attainment' },
    description: "How far a goal is reached: Goal.achievementStatus. The codes are those of the region's profile.",
    codes: 'of-the-region',
  },
];
