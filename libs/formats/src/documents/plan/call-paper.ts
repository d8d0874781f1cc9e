import { isInForce, latestConsent } from '#domain/plan/folding/consents.js';
import type { CalledParticipant, PlanMeeting, Relation } from '#domain/plan/plan.js';
import { blocksOf, fieldsOf, joined, listOf, paragraph, sectionOf } from '../paper.js';
import type { Block, Paper } from '../paper.js';
import { wordFor } from '../wording.js';
import { letterOf, shownPerson } from './addressee.js';
import type { Addressee } from './addressee.js';
import { informationBlocks } from './information-paper.js';
import { coordinatorWords, reachable, referenceOf } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';

/** Who reads it: the person and who stands in for them, somebody close, a party that works with the person. */
type Audience = 'person' | 'relative' | 'other';

function audienceOf(relation: Relation | undefined): Audience {
  if (relation === 'den-enskilde' || relation === 'foretradare') return 'person';
  return relation === 'narstaende' ? 'relative' : 'other';
}

/**
 * The call to a meeting, as a letter or with a head for a fax: one form for the acts that a SIP can be under (S-CALL-09, S-CALL-10).
 * What is on it depends on who reads it; what the person does not want taken up is on none.
 */
export function callPaper(ground: PlanGround, meeting: PlanMeeting, addressee?: Addressee): Paper {
  const audience = audienceOf(addressee?.relation);
  const body =
    meeting.purpose === 'aktorsmote' ? actorsBlocks(ground, meeting) : callBlocks(ground, meeting, addressee);
  const isFirst = meeting.purpose === 'sip' && addressee !== undefined && audience !== 'other';
  const letter = addressee === undefined ? undefined : letterOf(ground, meeting.unit, addressee);
  return {
    language: ground.language,
    title: ground.text.kallelse.titles[meeting.purpose],
    person: shownPerson(ground, addressee),
    reference: referenceOf(ground),
    madeAt: ground.now,
    ...(letter === undefined ? {} : { letter }),
    blocks: blocksOf(
      addressee?.channel === 'fax' ? faxHead(ground, meeting, addressee) : undefined,
      body,
      isFirst
        ? [{ kind: 'page-break' }, { kind: 'heading', level: 2, text: ground.text.information.title }]
        : undefined,
      isFirst && audience === 'relative' ? paragraph(ground.text.information.relative) : undefined,
      isFirst ? informationBlocks(ground, 3) : undefined,
    ),
  };
}

function faxHead({ text, unitName, unitPhone }: PlanGround, { unit }: PlanMeeting, to: Addressee): Block[] {
  const { fax } = text.kallelse;
  const head = fieldsOf([
    { label: fax.to, value: joined([to.organisation, to.name]) },
    { label: fax.number, value: to.phone },
    { label: fax.from, value: reachable(unitName(unit), unitPhone(unit)) },
  ]);
  return blocksOf(head, { kind: 'note', words: fax.note });
}

function callBlocks(ground: PlanGround, meeting: PlanMeeting, addressee: Addressee | undefined): Block[] {
  const { text } = ground;
  const audience = audienceOf(addressee?.relation);
  const purpose = meeting.purpose === 'uppfoljning' ? 'uppfoljning' : 'sip';
  const { kallelse } = text;
  const isObliged = addressee?.relation === 'vard' || addressee?.relation === 'socialtjanst' || addressee === undefined;
  const before = { person: kallelse.beforePerson, relative: kallelse.beforeRelative, other: kallelse.beforeOther };
  return blocksOf(
    paragraph(kallelse.welcome[audience][purpose], 'large'),
    whenAndWhere(ground, meeting, audience),
    audience === 'relative'
      ? paragraph(kallelse.noAgenda)
      : sectionOf(2, kallelse.agenda, listOf(meeting.agenda ?? [], true)),
    sectionOf(2, kallelse.called, listOf(meeting.called.map((called) => calledWords(ground, called)))),
    audience === 'relative' || purpose !== 'sip' ? undefined : areaBlocks(ground, addressee),
    sectionOf(2, kallelse.before, listOf(before[audience])),
    // How people meet: S-CON-08, S-MEET-02 to -05, -12, -14, -15, P-MEET-03, -04, -06.
    sectionOf(2, kallelse.meeting, listOf(audience === 'person' ? kallelse.meetingPerson : kallelse.meetingOthers)),
    audience === 'other' && isObliged ? { kind: 'note', words: kallelse.duty } : undefined,
    audience === 'person' ? sectionOf(2, kallelse.consent, paragraph(kallelse.consentPerson)) : undefined,
    contactBlocks(ground, meeting),
  );
}

/** A meeting of the parties alone: it is no SIP meeting, and its readers know what they come with (N-ACTOR-07, N-ACTOR-08). */
function actorsBlocks(ground: PlanGround, meeting: PlanMeeting): Block[] {
  const { kallelse, plan } = ground.text;
  const consent = latestConsent(ground.plan.facts, 'mote') ?? latestConsent(ground.plan.facts, 'kallelse');
  const answer =
    consent && `${consent.harmAssessed === true ? plan.harm : plan.answers[consent.answer]}, ${ground.day(consent.at)}`;
  return blocksOf(
    { kind: 'note', words: kallelse.actors.note },
    whenAndWhere(ground, meeting, 'other'),
    fieldsOf([
      { label: kallelse.regards, value: kallelse.planning },
      { label: kallelse.actors.consent, value: answer },
    ]),
    sectionOf(2, kallelse.agenda, listOf(meeting.agenda ?? [], true)),
    sectionOf(2, kallelse.called, listOf(meeting.called.map((called) => calledWords(ground, called)))),
    sectionOf(2, kallelse.before, listOf(kallelse.actors.before)),
    contactBlocks(ground, meeting),
  );
}

function whenAndWhere(ground: PlanGround, meeting: PlanMeeting, audience: Audience): Block | undefined {
  const { text, dates } = ground;
  const { kallelse } = text;
  const { meetingAt, minutes, form, place, leader, documentedBy } = meeting;
  const named = (staff: typeof leader) => staff && joined([staff.name, staff.title]);
  return fieldsOf([
    { label: kallelse.about, value: audience === 'person' ? undefined : ground.personName },
    {
      label: kallelse.at,
      value: meetingAt === undefined ? kallelse.notSet : [{ text: dates.when(meetingAt), style: 'strong' }],
    },
    { label: kallelse.minutes, value: minutes === undefined ? undefined : kallelse.minutesOf(minutes) },
    { label: kallelse.form, value: form === undefined ? undefined : wordFor(kallelse.forms, form) },
    { label: kallelse.place, value: place },
    { label: kallelse.leader, value: named(leader) },
    { label: kallelse.documentedBy, value: named(documentedBy) },
  ]);
}

function calledWords({ unitName, text, personName, codeName, rules }: PlanGround, called: CalledParticipant): string {
  const { unit, name, relation, professions = [] } = called;
  if (relation === 'den-enskilde') return personName;
  const who = unit === undefined ? (name ?? text.relations[relation]) : joined([unitName(unit), name]);
  const as = unit === undefined && name !== undefined ? ` (${text.relations[relation].toLowerCase()})` : '';
  const asked = professions.map((profession) => codeName(rules?.professions, profession));
  return `${who}${as}${asked.length === 0 ? '' : `: ${asked.join(', ')}`}`;
}

/** What was mapped goes with the first call (N-CALL-13), but to others only as far as information may be passed on to them. */
function areaBlocks({ plan, rules, text, codeName }: PlanGround, addressee: Addressee | undefined): Block[] {
  const told = latestConsent(plan.facts, 'informationsoverforing');
  // Units that a consent names have ids; who has none is not among them.
  const isCovered = told === undefined || (isInForce(told) && (told.actors === undefined || addressee === undefined));
  if (audienceOf(addressee?.relation) !== 'person' && !isCovered) return [];
  const { kallelse } = text;
  const areas = plan.facts.areas.flatMap((area) =>
    sectionOf(
      3,
      codeName(rules?.headings, area.heading),
      fieldsOf([
        { label: kallelse.area.needs, value: area.needs },
        { label: kallelse.area.resources, value: area.resources },
        { label: kallelse.area.obstacles, value: area.obstacles },
        { label: kallelse.area.abilities, value: area.abilities },
      ]),
    ),
  );
  return areas.length === 0 ? [] : sectionOf(2, kallelse.areas, paragraph(kallelse.areasIntro), areas);
}

function contactBlocks(ground: PlanGround, { unit }: PlanMeeting): Block[] {
  const { text, unitName, unitPhone, coordinator, rules, language } = ground;
  const fields = fieldsOf([
    { label: text.kallelse.caller, value: reachable(unitName(unit), unitPhone(unit)) },
    {
      label: rules?.coordinator.name[language] ?? text.plan.coordinator,
      value: coordinator?.name === undefined ? undefined : coordinatorWords(ground),
    },
  ]);
  return sectionOf(2, text.kallelse.contact, fields);
}
