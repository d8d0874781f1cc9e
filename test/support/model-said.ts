import { COLOUR_TRACKS } from '#domain/content/planning.js';
import type { Party } from '#domain/episode/episode.js';
import type { Message } from '#domain/message.js';

import type { Told } from './model-ledger.js';
import type { Region } from './model-region.js';

/** What the standing messages say of consent and colours, read off them by the model itself. */

interface SaidOfConsent {
  readonly given: boolean;
  readonly at: number;
}

function textsIn(value: unknown): string[] | undefined {
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return texts.length === 0 ? undefined : texts;
}

/** What a message says of a scope; one that cannot say has said neither yes nor no. */
function saidOf(scope: string, { kind, content, consent }: Message, at: Date): SaidOfConsent | undefined {
  const time = consent?.recordedAt === undefined ? at.getTime() : Date.parse(consent.recordedAt);
  if (kind === 'samtycke') {
    const answers = answersOn(scope, content['consents']);
    if (answers.length === 0 && !isOf(scope, content['scope'])) return undefined;
    if (answers.includes('nej')) return { given: false, at: time };
    return answers.every((answer) => answer === 'ja') ? { given: true, at: time } : undefined;
  }
  if (kind === 'samtycke-aterkallat') return isOf(scope, content['scope']) ? { given: false, at: time } : undefined;
  return consent !== undefined && isOf(scope, consent.scope) ? { given: consent.given, at: time } : undefined;
}

function isOf(scope: string, scopes: unknown): boolean {
  return textsIn(scopes)?.includes(scope) !== false;
}

/** Answers that a samtycke lists one by one: those to the call, the meeting and the plan are to a SIP. */
function answersOn(scope: string, listed: unknown): string[] {
  const all = (Array.isArray(listed) ? listed : []) as { about: string; answer: string; harmAssessed?: boolean }[];
  return all
    .filter(({ about }) => (about === 'informationsoverforing' ? about : 'sip') === scope)
    .map(({ answer, harmAssessed }) => (answer === 'kan-inte' && harmAssessed === true ? 'ja' : answer));
}

/** What was recorded last holds, and of two recorded at the same time what came last. */
export function consented(scope: string, told: readonly Pick<Told, 'message' | 'at'>[]): boolean {
  let latest: SaidOfConsent | undefined;
  for (const { message, at } of told) {
    const said = saidOf(scope, message, at);
    if (said !== undefined && (latest === undefined || said.at >= latest.at)) latest = said;
  }
  return latest?.given === true;
}

/** Whether a message may pass on what asks for the scope: by its own word, unless a later record contradicts it. */
function mayPass(scope: string, message: Message, told: readonly Told[]): boolean {
  const { consent } = message;
  if (consent === undefined || !isOf(scope, consent.scope)) return consented(scope, told);
  const recordedAt = consent.recordedAt === undefined ? Infinity : Date.parse(consent.recordedAt);
  const isLater = told.some(({ message: one, at }) => (saidOf(scope, one, at)?.at ?? -Infinity) > recordedAt);
  return isLater ? consented(scope, told) : consent.given;
}

/** The whole message by the region's file: withheld from everybody, told without its content, or with fields left out. */
export function shownBy(
  region: Region,
  message: Message,
  told: readonly Told[],
): { readonly isRefused: boolean; readonly isWithheld: boolean; readonly fields: readonly string[] } {
  const rules = (region.file.kinds[message.kind]?.consent ?? []).filter(({ scope }) => !mayPass(scope, message, told));
  const given = Object.keys(message.content);
  const held = ({ fields = [], allowed = [] }: (typeof rules)[number]) =>
    given.filter((field) => (fields.length === 0 ? !allowed.includes(field) : fields.includes(field)));
  const isWhole = ({ fields = [], allowed = [] }: (typeof rules)[number]) => fields.length + allowed.length === 0;
  const hidden = new Set(rules.filter(({ without }) => without !== 'refuse').flatMap(held));
  return {
    isRefused: rules.some((rule) => rule.without === 'refuse' && (isWhole(rule) || held(rule).length > 0)),
    isWithheld: rules.some((rule) => rule.without === 'withhold' && isWhole(rule)),
    fields: given.filter((field) => !hidden.has(field)),
  };
}

/** The colour of each role, and the one of all when nobody's is missing. */
export function coloursIn(told: readonly Told[], parties: readonly Party[]): Record<string, string> {
  const rank = (colour: string) => COLOUR_TRACKS.findIndex((track) => track === colour);
  const answers = told.flatMap(({ message: { kind }, shown, sender }) =>
    kind === 'planeringsunderlag' && typeof shown['colour'] === 'string'
      ? [{ unit: sender.hsaId, role: sender.role as string, colour: shown['colour'] }]
      : [],
  );
  const of = (parties as { unit: string; role: string }[]).map(({ unit, role }) => {
    const isGone = (one: string) => !parties.some((party) => party.unit === one);
    const found =
      answers.findLast((answer) => answer.unit === unit) ??
      answers.findLast((answer) => answer.role === role && isGone(answer.unit));
    return { role, colour: found?.colour };
  });
  const ofWards = new Map(
    answers.filter(({ role }) => role === 'slutenvard').map(({ unit, colour }) => [unit, colour]),
  );
  const all = [...of, ...[...ofWards.values()].map((colour) => ({ role: 'slutenvard', colour }))];
  const colours: Record<string, string> = {};
  for (const { role, colour } of all) {
    if (colour !== undefined && rank(colour) >= rank(colours[role] ?? '')) colours[role] = colour;
  }
  const known = all.flatMap(({ colour }) => colour ?? []);
  const isWhole = parties.length > 0 && of.every(({ colour }) => colour !== undefined);
  if (isWhole) colours['*'] = known.reduce((most, colour) => (rank(colour) > rank(most) ? colour : most));
  return colours;
}
