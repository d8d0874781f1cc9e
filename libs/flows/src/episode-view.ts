import type { Caller } from '#domain/access.js';
import type { Directory } from '#domain/directory.js';
import type { CareContact, ColourTrack, Episode, EpisodeFacts, RecordedConsent } from '#domain/episode/episode.js';
import type { PartyRole } from '#domain/message.js';
import type { Profile } from '#domain/profile.js';
import type { EpisodeRecord } from './ports.js';

/** One thing that happened in a care episode. Instants are UTC. */
export type TimelineEntry =
  | {
      event: 'message';
      at: Date;
      message: string;
      messageId: string;
      kind: string;
      notice: string | undefined;
      sender: string;
      withdrawn: boolean;
    }
  | { event: 'receipt'; at: Date; message: string; delivery: string; kind: string; unit: string; role: string };

/** What a party owes an answer to, as one open deadline says it. */
export interface PendingAnswer {
  /** Name of the deadline in the profile, and its rule. */
  kind: string;
  rule: string;
  /** HSA-id of the unit that is to answer, and kinds of messages that do. */
  unit: string;
  with: readonly string[];
  due: Date;
}

/** A care episode as its parties see it; nothing of the patient. */
export interface EpisodeView {
  id: string;
  organisation: string;
  episodeId: string;
  profile: string;
  state: EpisodeFacts['state'];
  /** Undefined while a planned stay has none. */
  category: EpisodeFacts['category'];
  /** HSA-id of the ward that sent the latest message. */
  ward: string;
  parties: { role: string; unit: string; name: string | undefined }[];
  /** What the person has consented to, by scope, as last said. */
  consents: readonly RecordedConsent[];
  /** Colour of each role that has answered, and the most urgent one: null while a party has not answered. */
  colourTracks: { parties: Partial<Record<PartyRole, ColourTrack>>; overall: ColourTrack | null };
  /** The named person who coordinates the discharge. */
  careContact: CareContact | null;
  /** All who were named, those that ended with their end. */
  careContacts: readonly CareContact[];
  /** Instants and dates as the sender wrote them. */
  plannedAdmission: string | undefined;
  admittedAt: string | undefined;
  expectedDischarge: string | undefined;
  readyAt: string | undefined;
  dischargedAt: string | undefined;
  responsibility: EpisodeFacts['responsibility'];
  openDeadlines: EpisodeRecord['openDeadlines'];
  pendingAnswers: PendingAnswer[];
  /** What the reader's units sent or got, and who has receipted it. */
  timeline: TimelineEntry[];
}

/** Who looks, and the configuration of the moment. */
interface Reading {
  readonly caller: Caller;
  readonly directory: Directory;
  readonly profile: Profile | undefined;
}

/** What a reader sees of a care episode that it may read. */
export function viewOf(record: EpisodeRecord, reading: Reading): EpisodeView {
  const { episode, openDeadlines } = record;
  const { facts } = episode;
  const careContacts = facts.careContacts ?? [];
  return {
    id: episode.id,
    organisation: episode.organisation,
    episodeId: episode.number,
    profile: episode.profile,
    state: facts.state,
    category: facts.category,
    ward: facts.ward,
    parties: facts.parties.map((party) => ({ ...party, name: reading.directory.units.get(party.unit)?.name })),
    consents: facts.consents ?? [],
    colourTracks: { parties: facts.colours ?? {}, overall: facts.colour ?? null },
    careContact: careContacts.find((contact) => contact.coordinator && contact.until === undefined) ?? null,
    careContacts,
    plannedAdmission: facts.plannedAdmission,
    admittedAt: facts.admittedAt,
    expectedDischarge: facts.expectedDischarge,
    readyAt: facts.readyAt,
    dischargedAt: facts.dischargedAt,
    responsibility: facts.responsibility,
    openDeadlines,
    pendingAnswers: pendingAnswers(openDeadlines, reading.profile),
    timeline: timelineOf(record, sightOf(episode, reading)),
  };
}

function pendingAnswers(open: EpisodeRecord['openDeadlines'], profile: Profile | undefined): PendingAnswer[] {
  return open.flatMap(({ kind, rule, due, responsible }) => {
    const deadline = profile?.deadlines[kind];
    return deadline?.scope === 'answer' ? [{ kind, rule, unit: responsible, with: deadline.metBy, due }] : [];
  });
}

/**
 * Units whose messages the reader sees: its own, and all of the organisation whose stay it is, where it has one of them. What the
 * other parties tell one another is theirs.
 */
function sightOf({ organisation }: Episode, { caller, directory }: Reading): (unit: string) => boolean {
  const organisationOf = (unit: string) => directory.units.get(unit)?.organisation;
  const isOfStay = caller.units.some((unit) => organisationOf(unit) === organisation);
  return (unit) => caller.units.includes(unit) || (isOfStay && organisationOf(unit) === organisation);
}

function timelineOf({ messages, receipts }: EpisodeRecord, sees: (unit: string) => boolean): TimelineEntry[] {
  const seen = messages.filter(({ sender, units }) => sees(sender) || units.some(sees));
  const ids = new Set(seen.map(({ id }) => id));
  const sent = seen.map(({ id, receivedAt, messageId, kind, notice, sender, withdrawn }): TimelineEntry => ({
    event: 'message',
    at: receivedAt,
    message: id,
    messageId,
    kind,
    notice,
    sender,
    withdrawn,
  }));
  const receipted = receipts
    .filter(({ message }) => ids.has(message))
    .map((receipt): TimelineEntry => ({ event: 'receipt', ...receipt }));
  // Sorting keeps the order of equals: what was sent comes before its receipt.
  return [...sent, ...receipted].sort((one, other) => one.at.getTime() - other.at.getTime());
}
