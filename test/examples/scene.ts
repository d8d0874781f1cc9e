import type { Message, MessageKind } from '#domain/message.js';

/** One message of the story, without its ids. */
export interface Scene {
  readonly kind: MessageKind;
  /** The HL7 event as which a record system sends it; Z01 is the hub's own, for what HL7 has no event for. */
  readonly event: string;
  /** What it shows, in English. */
  readonly about: string;
  /** Number of the care episode within the story; none for what is about a person, or comes before its stay. */
  readonly stay?: number;
  readonly message: Omit<Message, 'messageId' | 'kind' | 'sender' | 'episodeId' | 'episode'> & {
    readonly sender?: string;
  };
  /** For a makulering: the number of the message that it withdraws. */
  readonly withdraws?: number;
  /** Number of the message that it answers. */
  readonly answers?: number;
  /** By content field: the number, among the scenes of the plan, of the message that told of what is meant. */
  readonly refers?: Readonly<Record<string, number>>;
}

export const PHYSICIAN = { name: 'Lena Läkarsson', title: 'överläkare' };
export const NURSE = { name: 'Sara Sköterskedotter', title: 'sjuksköterska' };

export const CONSENT = {
  given: true,
  scope: ['informationsoverforing'],
  recordedAt: '2026-11-23T07:50:00+01:00',
};
