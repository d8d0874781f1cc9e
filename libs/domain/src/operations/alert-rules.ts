import type { Both } from '../both.js';
import { ConfigReader } from '../config-reader.js';
import type { ConfigProblem } from '../config-reader.js';
import { SILENCE } from './silence.js';

export const ALERT_KINDS = [
  'overdue-receipts',
  'silent-party',
  'quarantine',
  'queue-age',
  'sweep-late',
  'disk-low',
  'hub-process-gone',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** When somebody is told without looking, and who. */
export interface AlertRule {
  readonly id: string;
  readonly kind: AlertKind;
  readonly name: Both;
  /** It speaks when there are more: receipts, parties, messages, processes; for `queue-age` minutes. */
  readonly over: number;
  /** Only units of this profile. */
  readonly profile: string | undefined;
  /** For `silent-party`: how many hours a unit may be silent against its habit. */
  readonly silentHours: number;
  /** How long it must have lasted before its start is told, and been over before its end is. */
  readonly forMinutes: number;
  readonly clearForMinutes: number;
  /** Ids of channels; none: it is shown in the console and sent nowhere. */
  readonly channels: readonly string[];
}

/** Where messages about alerts go. Secrets come from the environment, never from the file. */
export type AlertChannel =
  | { readonly id: string; readonly transport: 'webhook'; readonly url: string }
  | { readonly id: string; readonly transport: 'email'; readonly addresses: readonly string[] };

export interface AlertConfiguration {
  readonly rules: readonly AlertRule[];
  readonly channels: ReadonlyMap<string, AlertChannel>;
}

type AlertCheck = { ok: true; alerts: AlertConfiguration } | { ok: false; problems: ConfigProblem[] };

/** What each kind is called where the file gives no name, what it counts from, and what belongs to it. */
const KINDS: Readonly<Record<AlertKind, { name: Both; over: number | undefined; byProfile: boolean }>> = {
  'overdue-receipts': { name: { sv: 'Försenade kvittenser', en: 'Overdue receipts' }, over: 0, byProfile: true },
  'silent-party': { name: { sv: 'Tyst part', en: 'Silent party' }, over: 0, byProfile: true },
  quarantine: { name: { sv: 'Meddelanden i karantän', en: 'Messages in quarantine' }, over: 0, byProfile: false },
  'queue-age': { name: { sv: 'Kön står', en: 'The queue stands still' }, over: 5, byProfile: false },
  'sweep-late': {
    name: { sv: 'Svepet är försenat', en: 'The sweep is late' },
    over: undefined,
    byProfile: false,
  },
  'disk-low': {
    name: { sv: 'Disken är snart full', en: 'The disk is nearly full' },
    over: undefined,
    byProfile: false,
  },
  'hub-process-gone': {
    name: { sv: 'En av navets processer är borta', en: 'A process of the hub is gone' },
    over: 0,
    byProfile: false,
  },
};

export const ALERT_ID = /^[a-z][a-z0-9-]{0,39}$/;
/** `90` of anything is not told apart from minutes; so the unit always stands there. */
export const ALERT_SPAN = /^[0-9]{1,4}(m|h)$/;
const MAIL_ADDRESS = /^[^\s@<>,;"']{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

const NO_MINUTES = 0;
/** How long what is over must have been over where the rule does not say: shorter, and what comes and goes is told too often. */
const CLEAR_MINUTES = 10;

/**
 * Checks `config/alerts.yaml` as it was read: `channels` and `rules`, both by id.
 * @param profiles ids of the region profiles that rules may name.
 */
export function checkAlerts(value: unknown, profiles: ReadonlySet<string>): AlertCheck {
  const problems: ConfigProblem[] = [];
  const file = ConfigReader.of(value, problems).only(['channels', 'rules']);
  const channels = file.optional('channels', (reader) => reader.mapping(readChannel)) ?? [];
  const declared = new Set(file.at('channels').names());
  const rules = file.at('rules').mapping((entry, id) => readRule(entry, id, declared, profiles));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, alerts: { channels: new Map(channels), rules: rules.map(([, rule]) => rule) } };
}

function readRule(
  entry: ConfigReader,
  id: string,
  declared: ReadonlySet<string>,
  profiles: ReadonlySet<string>,
): AlertRule {
  entry.only(['kind', 'name', 'over', 'profile', 'silentHours', 'for', 'clearFor', 'channels']);
  mustBeId(entry, id);
  const kind = entry.at('kind').oneOf(ALERT_KINDS);
  const { name, over, byProfile } = KINDS[kind];
  if (entry.has('over') && over === undefined) entry.at('over').problem(`${kind} has nothing to count`);
  if (entry.has('profile') && !byProfile) entry.at('profile').problem(`${kind} is of the whole hub`);
  if (entry.has('silentHours') && kind !== 'silent-party')
    entry.at('silentHours').problem(`${kind} is not about silence`);
  return {
    id,
    kind,
    name: entry.optional('name', readName) ?? name,
    over: entry.optional('over', readOver) ?? over ?? 0,
    profile: entry.optional('profile', (reader) => known(reader, profiles, 'profile')),
    silentHours: entry.optional('silentHours', readSilentHours) ?? SILENCE.hours,
    forMinutes: entry.optional('for', readSpan) ?? NO_MINUTES,
    clearForMinutes: entry.optional('clearFor', readSpan) ?? CLEAR_MINUTES,
    channels: entry.optional('channels', (list) => readChannelIds(list, declared)) ?? [],
  };
}

function readChannelIds(list: ConfigReader, declared: ReadonlySet<string>): string[] {
  const ids = list.list((reader) => known(reader, declared, 'channel'));
  return [...new Set(ids)];
}

function readChannel(entry: ConfigReader, id: string): AlertChannel {
  entry.only(['webhook', 'email']);
  mustBeId(entry, id);
  if (entry.has('webhook') === entry.has('email')) entry.problem('either webhook or email is expected');
  if (entry.has('email')) {
    const expected = 'an address such as drift@region.example';
    const addresses = entry.at('email').list((reader) => reader.textLike(MAIL_ADDRESS, expected));
    if (entry.at('email').isEmptyList()) entry.at('email').problem('at least one address is expected');
    return { id, transport: 'email', addresses };
  }
  return { id, transport: 'webhook', url: entry.at('webhook').matching(isWebhookUrl, () => WEBHOOK_EXPECTED, '') };
}

const WEBHOOK_EXPECTED = 'an https address without a password (http only on this machine)';

function isWebhookUrl(value: unknown): value is string {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function mustBeId(entry: ConfigReader, id: string): void {
  if (!ALERT_ID.test(id)) entry.problem('an id of a to z, 0 to 9 and - is expected, a letter first');
}

function known(reader: ConfigReader, ids: ReadonlySet<string>, what: string): string {
  const id = reader.text();
  if (id !== '' && !ids.has(id)) reader.problem(`no such ${what}; known are ${[...ids].sort().join(', ')}`);
  return id;
}

function readName(reader: ConfigReader): Both {
  reader.only(['sv', 'en']);
  return { sv: reader.at('sv').text(), en: reader.at('en').text() };
}

function readOver(reader: ConfigReader): number {
  return reader.matching(isWhole, () => 'a whole number from 0 on', 0);
}

/** Counts of the same hours of earlier days are kept for whole hours: less than two may hold none. */
function readSilentHours(reader: ConfigReader): number {
  const isHours = (value: unknown): value is number => isWhole(value) && value >= 2 && value <= 24;
  return reader.matching(isHours, () => 'a whole number from 2 to 24', SILENCE.hours);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readSpan(reader: ConfigReader): number {
  const text = reader.textLike(ALERT_SPAN, 'minutes or hours, such as 15m or 2h');
  return Number.parseInt(text, 10) * (text.endsWith('h') ? 60 : 1);
}
