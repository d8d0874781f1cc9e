import type { PlanConsent, PlanParticipant } from '#domain/plan/plan.js';
import { blocksOf, fieldsOf, joined, listOf, paragraph, sectionOf } from '../paper.js';
import type { Block, Paper, Words } from '../paper.js';
import { identityOf } from '../wording.js';
import { knowsNumber, letterOf, shownPerson } from './addressee.js';
import type { Addressee } from './addressee.js';
import { closedFollowUps, goalBlocks, interventionTable, isByOthers, sharedIn, subGoalBlocks } from './plan-goals.js';
import type { Shown } from './plan-goals.js';
import { coordinatorWords, reachable, referenceOf } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';
import { signatureBlocks } from './plan-signatures.js';

/** The plan itself, for grown-ups or for children and young people (S-MEET-19), with everything that it has to hold. */
export function planPaper(ground: PlanGround, shown: Shown = { closed: false }, addressee?: Addressee): Paper {
  const { text, age, plan, coordinator } = ground;
  const unit = coordinator?.unit;
  const letter = addressee === undefined || unit === undefined ? undefined : letterOf(ground, unit, addressee);
  return {
    language: ground.language,
    title: text.plan.titles[age],
    person: shownPerson(ground, addressee),
    reference: referenceOf(ground),
    madeAt: ground.now,
    ...(letter === undefined ? {} : { letter }),
    blocks: blocksOf(
      paragraph(text.plan.intro[age]),
      plan.facts.closed === undefined ? undefined : closedNote(ground),
      plan.facts.goals.length === 0 ? { kind: 'note', words: `${text.plan.draft} ${text.plan.noGoal}` } : undefined,
      plan.facts.goals.flatMap((goal) => sectionOf(2, text.plan.goal[age], goalBlocks(ground, goal))),
      stepBlocks(ground, shown),
      otherBlocks(ground, shown),
      closedBlocks(ground, shown),
      agreementBlocks(ground),
      followUpBlocks(ground),
      aboutBlocks(ground, knowsNumber(addressee?.relation)),
      participantBlocks(ground),
      consentBlocks(ground),
      signatureBlocks(ground),
    ),
  };
}

function closedNote({ text, plan, day }: PlanGround): Block {
  return { kind: 'note', words: `${text.plan.closed}. ${text.plan.state} ${day(plan.facts.closed?.at ?? '')}.` };
}

function stepBlocks(ground: PlanGround, shown: Shown): Block[] {
  const { text, plan, age } = ground;
  const { subgoals, interventions } = plan.facts;
  const standing = subgoals.filter(({ state }) => shown.closed || state !== 'avslutad');
  const loose = sharedIn(interventions, shown).filter((one) => !standing.some(({ id }) => id === one.subgoal));
  return sectionOf(
    2,
    text.plan.subgoals[age],
    standing.flatMap((subgoal) => subGoalBlocks(ground, subgoal, shown)),
    sectionOf(3, text.plan.loose, interventionTable(ground, loose)),
  );
}

function otherBlocks(ground: PlanGround, shown: Shown): Block[] {
  const items = sharedIn(ground.plan.facts.interventions, shown)
    .filter(isByOthers)
    .map(({ text, responsible }) => joined([responsible?.name, text], ': '));
  return sectionOf(2, ground.text.plan.others, listOf(items));
}

function closedBlocks(ground: PlanGround, shown: Shown): Block[] {
  if (shown.closed) return [];
  return sectionOf(2, ground.text.plan.closedFollowUp, interventionTable(ground, closedFollowUps(ground)));
}

function agreementBlocks({ plan, text }: PlanGround): Block[] {
  const held = plan.facts.meetings.findLast(
    ({ held, purpose }) => held !== undefined && purpose !== 'aktorsmote',
  )?.held;
  return blocksOf(
    sectionOf(2, text.plan.agreements, listOf(held?.agreements ?? [])),
    sectionOf(2, text.plan.disagreements, listOf(held?.disagreements ?? [])),
  );
}

/** When it is followed up; without that why not, and for how long it holds (S-MEET-18). */
function followUpBlocks({ plan, text, dates }: PlanGround): Block[] {
  const { followUpOn, meetings } = plan.facts;
  const held = meetings.findLast((meeting) => meeting.held !== undefined && meeting.purpose !== 'aktorsmote')?.held;
  const fields = fieldsOf([
    { label: text.plan.followUpOn, value: followUpOn === undefined ? undefined : dates.when(followUpOn) },
    { label: text.plan.followUpForm, value: held?.followUpForm },
    { label: text.plan.noFollowUp, value: followUpOn === undefined ? held?.noFollowUpReason : undefined },
    { label: text.plan.period, value: followUpOn === undefined ? held?.assignmentPeriod : undefined },
  ]);
  return sectionOf(2, text.plan.followUp, fields);
}

function aboutBlocks(ground: PlanGround, knows: boolean): Block[] {
  const { plan, text, age, personName, rules, language, unitName } = ground;
  const { careContact, representative, goals } = plan.facts;
  const overall = goals.find(({ overallResponsible }) => overallResponsible !== undefined)?.overallResponsible;
  const principals: Readonly<Record<string, string>> = text.plan.principals;
  const contact =
    careContact && joined([careContact.name, careContact.title, careContact.unit && unitName(careContact.unit)]);
  const fields = fieldsOf([
    { label: text.plan.name, value: personName },
    { label: text.plan.identity, value: knows ? identityOf(plan.patient) : undefined },
    {
      label: text.plan.representative[age],
      value: representative
        ? reachable(joined([representative.name, representative.relation]), representative.phone)
        : undefined,
    },
    { label: rules?.coordinator.name[language] ?? text.plan.coordinator, value: coordinatorWords(ground) },
    { label: text.plan.careContact, value: contact === undefined ? undefined : reachable(contact, careContact?.phone) },
    { label: text.plan.overall, value: overall === undefined ? undefined : (principals[overall] ?? overall) },
  ]);
  return sectionOf(2, text.plan.person, fields);
}

/** Who takes part with how to reach them, and whom the person can turn to for what (N-CONTENT-08). */
function participantBlocks(ground: PlanGround): Block[] {
  const { plan, text } = ground;
  const rows = plan.facts.participants
    .filter(({ removedAt, relation }) => removedAt === undefined && relation !== 'den-enskilde')
    .map((participant) => participantRow(ground, participant));
  const { participantColumns: columns, contactColumns } = text.plan;
  const contacts = plan.facts.goals
    .flatMap((goal) => goal.contacts ?? [])
    .map(({ name, unit, phone, about = '' }): Words[] => {
      const called = phone ?? (unit === undefined ? undefined : ground.unitPhone(unit));
      return [joined([name, unit && ground.unitName(unit)]), about, phoneWords(called)];
    });
  return blocksOf(
    rows.length === 0
      ? undefined
      : sectionOf(2, text.plan.participants, {
          kind: 'table',
          columns: [
            { head: columns.who, share: 6 },
            { head: columns.as, share: 4 },
            { head: columns.phone, share: 3 },
          ],
          rows,
        }),
    contacts.length === 0
      ? undefined
      : sectionOf(2, text.plan.contacts, {
          kind: 'table',
          columns: [
            { head: contactColumns.name, share: 6 },
            { head: contactColumns.about, share: 4 },
            { head: contactColumns.phone, share: 3 },
          ],
          rows: contacts,
        }),
    paragraph(text.plan.question),
  );
}

function participantRow(ground: PlanGround, participant: PlanParticipant): Words[] {
  const { participantUnit, name, organisation, professions = [], relation, phone, channel } = participant;
  const unit = participantUnit === undefined ? undefined : ground.unitName(participantUnit);
  const who = joined([unit, organisation, name]) || ground.text.relations[relation];
  const as = professions.map((one) => ground.codeName(ground.rules?.professions, one));
  const called = phone ?? (participantUnit === undefined ? undefined : ground.unitPhone(participantUnit));
  // Who is not at work here has not given the number to all that read the plan.
  const isAtWork = participantUnit !== undefined || (organisation !== undefined && channel !== 'fax');
  return [
    who,
    as.length === 0 ? ground.text.relations[relation] : as.join(', '),
    phoneWords(isAtWork ? called : undefined),
  ];
}

function phoneWords(phone: string | undefined): Words {
  return phone === undefined ? '' : [{ text: phone, style: 'phone' }];
}

/** What the person has said yes or no to, the latest answer about each. */
function consentBlocks(ground: PlanGround): Block[] {
  const { plan, text } = ground;
  const latest = new Map(plan.facts.consents.map((consent) => [consent.about, consent]));
  if (latest.size === 0) return [];
  const { consentColumns: columns } = text.plan;
  return sectionOf(2, text.plan.consents, {
    kind: 'table',
    columns: [
      { head: columns.about, share: 4 },
      { head: columns.answer, share: 4 },
      { head: columns.on, share: 3 },
      { head: columns.actors, share: 6 },
    ],
    rows: [...latest.values()].map((consent) => [
      text.plan.about[consent.about],
      answerOf(ground, consent),
      ground.day(consent.at),
      consent.actors === undefined ? text.plan.everybody : consent.actors.map(ground.unitName).join('\n'),
    ]),
  });
}

function answerOf({ text, day }: PlanGround, { answer, harmAssessed, withdrawnAt }: PlanConsent): string {
  if (withdrawnAt !== undefined) return text.plan.withdrawn(day(withdrawnAt));
  return harmAssessed === true && answer === 'kan-inte' ? text.plan.harm : text.plan.answers[answer];
}
