import { COLOUR_TRACKS } from '#domain/content/planning.js';
import type { Party } from '#domain/episode/episode.js';
import type { Message } from '#domain/message.js';

import type { Told } from './model-ledger.js';
import type { Region } from './model-region.js';

/** What the standing messages say of consent and colours, read off them by the model itself. */

interface SaidOfConsent {
  readonly scopes: readonly string[] | undefined;
  readonly given: boolean;
  readonly at: number;
}

function textsIn(value: unknown): string[] | undefined {
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return texts.length === 0 ? undefined : texts;
}

function saidOfConsent({ kind, content, consent }: Message, at: Date): SaidOfConsent | undefined {
  const time = consent?.recordedAt === undefined ? at.getTime() : Date.parse(consent.recordedAt);
  if (kind === 'samtycke') return { scopes: textsIn(content['scope']), given: true, at: time };
  if (kind === 'samtycke-aterkallat') return { scopes: textsIn(content['scope']), given: false, at: time };
  return consent && { scopes: textsIn(consent.scope), given: consent.given, at: time };
}

/** What was recorded last holds, and of two recorded at the same time what came last. */
export function consented(scope: string, told: readonly Pick<Told, 'message' | 'at'>[]): boolean {
  let latest: SaidOfConsent | undefined;
  for (const { message, at } of told) {
    const said = saidOfConsent(message, at);
    if (said === undefined || said.scopes?.includes(scope) === false) continue;
    if (latest === undefined || said.at >= latest.at) latest = said;
  }
  return latest?.given === true;
}

/** Whether a message may pass on what asks for the scope: by its own word, unless a later record contradicts it. */
function mayPass(scope: string, message: Message, told: readonly Told[]): boolean {
  const { consent } = message;
  const isMeant = consent !== undefined && textsIn(consent.scope)?.includes(scope) !== false;
  if (!isMeant) return consented(scope, told);
  const isLater = told.some(({ message: one, at }) => {
    const said = saidOfConsent(one, at);
    const recordedAt = consent.recordedAt === undefined ? Infinity : Date.parse(consent.recordedAt);
    return said !== undefined && said.scopes?.includes(scope) !== false && said.at > recordedAt;
  });
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
