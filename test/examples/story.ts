import type { Message } from '#domain/message.js';

import { BLEKINGE_PARTY_SCENES, BLEKINGE_WARD_SCENES } from './blekinge-scenes.js';
import { FOLLOW_UP_SCENES } from './plan-follow-up-scenes.js';
import { MAKING_SCENES } from './plan-scenes.js';
import { PARTY_SCENES, WARD_SCENES } from './planning-scenes.js';
import { RECORD_SYSTEM_SCENES } from './record-system-scenes.js';
import type { Scene } from './scene.js';

/**
 * The messages behind `docs/examples/`: stays in two regions, in an order that a hub which has seen nothing accepts one after
 * the other. First what wards send, then what the other parties of those stays say, at last a plan (SIP) of somebody who has no
 * stay. All persons are test persons of Skatteverket.
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
  /** Whether it is about the plan: it needs no stay. */
  readonly isOfPlan: boolean;
  readonly message: Message;
}

const PLANS: readonly Scene[] = [...MAKING_SCENES, ...FOLLOW_UP_SCENES];

/** Number of the scene before those of the plan. */
const BEFORE_PLAN = WARDS.length + PARTIES.length;

/** Stands for the hub's id of a message of the story, by which others than its sender call what it told of. */
function standInMessage(number: number): string {
  return `0190a1b2-0000-7000-9000-${String(number).padStart(12, '0')}`;
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
  const all = [...WARDS, ...PARTIES, ...PLANS];
  return all.map((scene, index) => {
    const { kind, event, about, stay, message, withdraws, answers, refers = {} } = scene;
    const { sentAt, content, sender = WARD, ...rest } = message;
    const isOfPlan = index >= BEFORE_PLAN;
    const isOfParty = !isOfPlan && index >= WARDS.length;
    const meant = Object.entries(refers).map(([field, scene]) => {
      const number = BEFORE_PLAN + scene;
      const isOwn = all[number - 1]?.message.sender === sender;
      return [field, isOwn ? messageId(number) : standInMessage(number)] as const;
    });
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
      isOfPlan,
      message: { ...head, ...rest, content: { ...target, ...Object.fromEntries(meant), ...content } },
    };
  });
}

/** The hospital's own number of a stay. */
function episodeNumber(mark: string, stay: number): string {
  return `V20261123-${mark}${String(stay)}`;
}

/**
 * The same bytes with the hub's own ids of the stays, and of the messages that others refer to, in place of those that stand for
 * them, whatever the format.
 * @param idOf by the hospital's number of the stay, or the message's id of its sender.
 */
export function withHubIds(bytes: Uint8Array, mark: string, idOf: (known: string) => string | undefined): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const stays = new Set([...WARDS, ...PARTIES].flatMap(({ stay }) => stay ?? []));
  const messages = text.match(/0190a1b2-0000-7000-9000-\d{12}/g) ?? [];
  const named = messages.reduce((before, standIn) => {
    const id = idOf(`EX-${mark}-${twoDigits(Number(standIn.slice(-12)))}`);
    return id === undefined ? before : before.replaceAll(standIn, id);
  }, text);
  const told = [...stays].reduce(
    (before, stay) => before.replaceAll(standInEpisode(stay), idOf(episodeNumber(mark, stay)) ?? standInEpisode(stay)),
    named,
  );
  return Buffer.from(told, 'latin1');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
