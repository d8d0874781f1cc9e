import type { Message } from '#domain/message.js';

import { BLEKINGE_PARTY_SCENES, BLEKINGE_WARD_SCENES } from './blekinge-scenes.js';
import { PARTY_SCENES, WARD_SCENES } from './planning-scenes.js';
import { RECORD_SYSTEM_SCENES } from './record-system-scenes.js';
import type { Scene } from './scene.js';

/**
 * The messages behind `docs/examples/`: stays in two regions, in an order that a hub which has seen nothing accepts one after
 * the other. First what wards send, then what the other parties of those stays say. All persons are test persons of
 * Skatteverket.
 */
const WARDS: readonly Scene[] = [...RECORD_SYSTEM_SCENES, ...WARD_SCENES, ...BLEKINGE_WARD_SCENES];
const PARTIES: readonly Scene[] = [...PARTY_SCENES, ...BLEKINGE_PARTY_SCENES];

/** Who sends what names no sender. */
const WARD = 'SE2321000016-AVD12';

/** One message of the story as it is sent. */
export interface Example {
  /** Two digits and the kind, such as `02-inskrivningsmeddelande`. */
  readonly name: string;
  readonly event: string;
  readonly about: string;
  /** Whether it is sent by another party than a ward: then it names its stay by the hub's id. */
  readonly isOfParty: boolean;
  readonly message: Message;
}

/** Stands for the id that the hub gives a stay of the story, which nobody knows before. */
export function standInEpisode(stay: number): string {
  return `0190a1b2-0000-7000-8000-${String(stay).padStart(12, '0')}`;
}

/**
 * The story under ids of its own.
 * @param mark a letter or two that no other telling of the story has: the same message is then not taken for a repetition.
 * @param episodeOf the hub's id of a stay by its number within the story.
 */
export function story(mark: string, episodeOf: (stay: number) => string = standInEpisode): Example[] {
  const messageId = (number: number): string => `EX-${mark}-${twoDigits(number)}`;
  return [...WARDS, ...PARTIES].map((scene, index) => {
    const { kind, event, about, stay, message, withdraws, answers } = scene;
    const { sentAt, content, sender = WARD, ...rest } = message;
    const isOfParty = index >= WARDS.length;
    const target = withdraws === undefined ? {} : { messageId: messageId(withdraws) };
    const answered = answers === undefined ? {} : { inReplyTo: messageId(answers) };
    const episode =
      stay === undefined ? {} : isOfParty ? { episode: episodeOf(stay) } : { episodeId: episodeNumber(mark, stay) };
    const head = { messageId: messageId(index + 1), kind, sender, sentAt, ...episode, ...answered };
    return {
      name: `${twoDigits(index + 1)}-${kind}`,
      event,
      about,
      isOfParty,
      message: { ...head, ...rest, content: { ...target, ...content } },
    };
  });
}

/** The hospital's own number of a stay. */
function episodeNumber(mark: string, stay: number): string {
  return `V20261123-${mark}${String(stay)}`;
}

/** The same bytes with the hub's own ids of the stays in place of those that stand for them, whatever the format. */
export function withEpisodes(bytes: Uint8Array, mark: string, idOf: (episodeId: string) => string | undefined): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const stays = new Set([...WARDS, ...PARTIES].flatMap(({ stay }) => stay ?? []));
  const told = [...stays].reduce(
    (before, stay) => before.replaceAll(standInEpisode(stay), idOf(episodeNumber(mark, stay)) ?? standInEpisode(stay)),
    text,
  );
  return Buffer.from(told, 'latin1');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
