import { CONTACT_ORDER } from '../content/at-home.js';
import { isActive } from '../episode/care-contacts.js';
import { fieldsOf } from '../episode/facts.js';
import { servicesOf, standingInformation } from '../episode/services.js';
import { isPlanCall } from '../episode/sip.js';
import { HEALTH_HEADINGS } from './pack.js';
import type {
  PackAsked,
  PackCare,
  PackCareContact,
  PackHealth,
  PackInformation,
  PackMeeting,
  PackSelfCare,
  PackService,
  PackUnit,
} from './pack.js';
import { listIn, messagesOf, packUnit, standingMessages, textIn, textsIn } from './sight.js';
import type { PackKnowledge, PackMessage } from './sight.js';

/** The latest patientinformation of each party (G-DIS-08). */
export function informationMessages(known: PackKnowledge): PackMessage[] {
  const { steps, facts } = known.episode;
  return messagesOf(standingInformation(steps, facts.parties), known);
}

export function informationIn(known: PackKnowledge): PackInformation[] {
  return informationMessages(known).flatMap(({ sender, receivedAt, content }) => {
    const entries = listIn(content, 'entries').flatMap((entry) => {
      const { date, text, profession } = textsIn(fieldsOf(entry), ['date', 'text', 'profession']);
      if (date === undefined || text === undefined) return [];
      return [{ date, text, ...(profession === undefined ? {} : { profession }) }];
    });
    const unit = packUnit(sender, known.directory);
    return entries.length === 0 ? [] : [{ unit, writtenAt: receivedAt, entries }];
  });
}

/** The services of those messages that the reader sees, those that begin first at the beginning. */
export function servicesIn(known: PackKnowledge): PackService[] {
  const seen = new Set(informationMessages(known).flatMap(({ id, lacks }) => (lacks === 'not-shared' ? [] : [id])));
  const steps = known.episode.steps.filter(({ message }) => seen.has(message));
  return servicesOf(steps, known.episode.facts.parties)
    .map(({ name, role, unit, performer, startsOn }): PackService => {
      const responsible: PackUnit = { role, ...packUnit(unit, known.directory) };
      return { name, startsOn, responsible, ...(performer === undefined ? {} : { performer }) };
    })
    .toSorted((one, other) => startOf(one) - startOf(other));
}

/** A day stands before the times of that day. */
function startOf({ startsOn }: PackService): number {
  return Date.parse(startsOn.length > 10 ? startsOn : `${startsOn}T00:00:00Z`);
}

/** What the patient is told of health, treatment, outlook and what comes after; the latest word under each heading. */
export function healthIn(known: PackKnowledge): PackHealth {
  const told = informationMessages(known)
    .toSorted((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime())
    .map(({ content }) => textsIn(fieldsOf(content['health']), HEALTH_HEADINGS));
  return Object.assign({}, ...told);
}

/** The latest message of a kind that stands. */
export function latest(kind: PackMessage['kind'], known: PackKnowledge): PackMessage | undefined {
  return standingMessages(known).findLast((message) => message.kind === kind);
}

export function careIn(known: PackKnowledge): PackCare {
  const notes = latest('slutanteckningar', known);
  const summary = known.episode.facts.dischargedAt === undefined ? undefined : dischargeSummary(known);
  if (notes === undefined) return summary === undefined ? {} : { summary };
  const { who, text } = textsIn(fieldsOf(notes.content['physicianResponsibility']), ['who', 'text']);
  const told = textsIn(notes.content, ['medicalSummary', 'nursingSummary', 'medicationList']);
  return {
    ...(summary === undefined ? {} : { summary }),
    ...told,
    ...(who === undefined ? {} : { physician: { who, ...(text === undefined ? {} : { text }) } }),
    writtenAt: notes.receivedAt,
    unit: packUnit(notes.sender, known.directory),
  };
}

function dischargeSummary(known: PackKnowledge): string | undefined {
  return textIn(latest('utskrivningsmeddelande', known)?.content ?? {}, 'summary');
}

/** The meeting to which the patient is called, or of which a party has told; not one of the parties alone. */
export function meetingIn(known: PackKnowledge): PackMeeting | undefined {
  const told: { at: Date; meeting: PackMeeting }[] = [];
  for (const { kind, content, receivedAt } of standingMessages(known)) {
    const at = isPlanCall(kind, content) ? textIn(content, 'meetingAt') : undefined;
    if (at !== undefined) told.push({ at: receivedAt, meeting: { at, ...textsIn(content, ['form', 'place']) } });
  }
  for (const { content, receivedAt } of informationMessages(known)) {
    const at = textIn(content, 'sipAt');
    if (at !== undefined) told.push({ at: receivedAt, meeting: { at } });
  }
  const [last, ...others] = told.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  if (last === undefined) return undefined;
  // Where it is held stands in the call alone.
  const same = others.find(({ meeting }) => Date.parse(meeting.at) === Date.parse(last.meeting.at));
  return { ...same?.meeting, ...last.meeting };
}

/** Named persons, the one who coordinates first (G-DIS-11). */
export function careContactsIn({ episode, directory }: PackKnowledge): PackCareContact[] {
  return (episode.facts.careContacts ?? [])
    .filter(isActive)
    .toSorted((one, other) => Number(other.coordinator) - Number(one.coordinator))
    .map(({ name, title, unit, phone, coordinator, by }) => {
      const own = packUnit(unit ?? by, directory);
      const number = phone ?? own.phone ?? packUnit(by, directory).phone;
      return {
        name,
        ...(title === undefined ? {} : { title }),
        unit: own.name,
        ...(number === undefined ? {} : { phone: number }),
        coordinates: coordinator,
      };
    });
}

/** The latest assessment of each measure. */
export function selfCareIn(known: PackKnowledge): PackSelfCare[] {
  const judged = new Map<string, PackSelfCare>();
  for (const { kind, sender, content, lacks } of standingMessages(known)) {
    const { phase, measure, responsibleParty, ...its } = textsIn(content, [
      ...(['phase', 'measure', 'assessment', 'responsibleParty', 'performer', 'followUp'] as const),
    ]);
    if (kind !== 'egenvardsbedomning' || phase !== 'bedomning' || measure === undefined || lacks !== undefined)
      continue;
    const { name, title } = textsIn(fieldsOf(content['assessor']), ['name', 'title']);
    judged.set(measure.trim().toLowerCase(), {
      measure,
      ...its,
      ...textsIn(fieldsOf(content['informed']), ['meaning']),
      ...(responsibleParty === undefined ? {} : { responsible: responsibleParty }),
      ...(name === undefined ? {} : { assessor: { name, ...(title === undefined ? {} : { title }) } }),
      unit: packUnit(sender, known.directory),
    });
  }
  return [...judged.values()];
}

/** The patient, then relatives, then the ward, then others (G-PLAN-04); the patient and the ward also where nobody said so. */
export function contactOrderIn(known: PackKnowledge): PackAsked[] {
  const notices = standingMessages(known).filter(({ kind }) => kind === 'inskrivningsmeddelande');
  const told = notices.findLast(({ content }) => listIn(content, 'contactOrder').length > 0)?.content ?? {};
  const named = listIn(told, 'contactOrder').map((one) => textsIn(fieldsOf(one), ['who', 'name', 'phone']));
  const { name, phone } = packUnit(known.episode.facts.ward, known.directory);
  return CONTACT_ORDER.flatMap((who): PackAsked[] => {
    const its = named.filter((one) => one.who === who).map((one) => ({ ...one, who }));
    if (its.length > 0) return its;
    if (who === 'vardplanerare') return [{ who, name, ...(phone === undefined ? {} : { phone }) }];
    return who === 'patient' ? [{ who }] : [];
  });
}
