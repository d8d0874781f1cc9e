import type { Directory } from '#domain/directory/directory.js';
import { coordinatorOf } from '#domain/episode/care-contacts.js';
import type { CareContact, ColourTrack, EpisodeFacts, RecordedConsent } from '#domain/episode/episode.js';
import { explain } from '#domain/explain/explain.js';
import type { Explanation, Viewer } from '#domain/explain/explanation.js';
import { toldStay } from '#domain/explain/told-stay.js';
import { isSeen } from '#domain/explain/what.js';
import type { PartyRole } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
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

/** Something that is owed in a care episode, and the unit that owes it. */
export interface OpenDeadline {
  id: string;
  kind: string;
  rule: string;
  due: Date;
  responsible: string;
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
  /** What was said of a SIP: how far it has come, the need, the consent; the call for those who sent or got it. */
  sip: EpisodeFacts['sip'] | null;
  /** Instants and dates as the sender wrote them. */
  plannedAdmission: string | undefined;
  admittedAt: string | undefined;
  expectedDischarge: string | undefined;
  readyAt: string | undefined;
  dischargedAt: string | undefined;
  responsibility: EpisodeFacts['responsibility'];
  /** By due time. */
  openDeadlines: OpenDeadline[];
  pendingAnswers: PendingAnswer[];
  /** What the reader's units sent or got, and who has receipted it. */
  timeline: TimelineEntry[];
  /** The same in plain words, in Swedish and English; null while the region's profile is not there. */
  explanation: Explanation | null;
}

/** Who looks, and the configuration of the moment. */
interface Reading {
  readonly viewer: Viewer;
  readonly directory: Directory;
  readonly profile: Profile | undefined;
  readonly now: Date;
}

/** What a reader sees of a care episode that it may read. */
export function viewOf(kept: EpisodeRecord, reading: Reading): EpisodeView {
  const record = reading.profile === undefined ? kept : toldStay(kept, reading.profile, reading.viewer);
  const { episode } = record;
  const openDeadlines = openOf(record);
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
    careContact: coordinatorOf(careContacts) ?? null,
    careContacts,
    sip: sipOf(facts, reading.viewer.sees),
    plannedAdmission: facts.plannedAdmission,
    admittedAt: facts.admittedAt,
    expectedDischarge: facts.expectedDischarge,
    readyAt: facts.readyAt,
    dischargedAt: facts.dischargedAt,
    responsibility: facts.responsibility,
    openDeadlines,
    pendingAnswers: pendingAnswers(openDeadlines, reading.profile),
    timeline: timelineOf(record, reading.viewer.sees),
    explanation: explanationOf(record, reading),
  };
}

/** When and where a meeting is, and who was called, is for those who were. */
function sipOf({ sip }: EpisodeFacts, sees: (unit: string) => boolean): EpisodeView['sip'] {
  if (sip?.call === undefined) return sip ?? null;
  const { call, ...rest } = sip;
  return sees(call.unit) || call.called.some(({ unit }) => sees(unit)) ? sip : rest;
}

function openOf({ deadlines }: EpisodeRecord): OpenDeadline[] {
  return deadlines
    .filter(({ state }) => state === 'open')
    .map(({ id, kind, rule, due, responsible }) => ({ id, kind, rule, due, responsible }));
}

function explanationOf(record: EpisodeRecord, { profile, ...reading }: Reading): Explanation | null {
  return profile === undefined ? null : explain({ ...reading, profile, stay: record });
}

function pendingAnswers(open: readonly OpenDeadline[], profile: Profile | undefined): PendingAnswer[] {
  return open.flatMap(({ kind, rule, due, responsible }) => {
    const deadline = profile?.deadlines[kind];
    return deadline?.scope === 'answer' ? [{ kind, rule, unit: responsible, with: deadline.metBy, due }] : [];
  });
}

function timelineOf({ messages, deliveries }: EpisodeRecord, sees: (unit: string) => boolean): TimelineEntry[] {
  const seen = messages.filter((message) => isSeen(message, deliveries, sees));
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
  const receipted = deliveries.flatMap(({ id, message, kind, unit, role, receiptAt }): TimelineEntry[] =>
    receiptAt === null || !ids.has(message)
      ? []
      : [{ event: 'receipt', at: receiptAt, message, delivery: id, kind, unit, role }],
  );
  // Sorting keeps the order of equals: what was sent comes before its receipt.
  return [...sent, ...receipted].sort((one, other) => one.at.getTime() - other.at.getTime());
}
