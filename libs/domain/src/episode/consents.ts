import type { Consent } from '../message.js';
import type { ConsentWord } from '../condition.js';
import type { EpisodeStep, RecordedConsent } from './episode.js';

/** Stands for every scope: what is said of a consent that names none. */
const EVERY_SCOPE = '*';

function scopesOf(scopes: unknown): string[] {
  const named = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
  return named.length === 0 ? [EVERY_SCOPE] : named;
}

function unitsIn(actors: unknown): string[] | undefined {
  return Array.isArray(actors) ? actors.filter((unit) => typeof unit === 'string') : undefined;
}

/** What is read of a message to know what it said of consent. */
type SaidStep = Pick<EpisodeStep, 'kind' | 'kept' | 'consent' | 'at' | 'unit'>;

/** What the messages of a stay said of the person's consent, as last said of each scope (G-CON-11, G-CON-12, B-CON-08). */
export function consentsOf(steps: readonly SaidStep[]): RecordedConsent[] {
  return steps.flatMap(saidIn).reduce<RecordedConsent[]>((known, said) => {
    const outlived = known.filter(
      (one) =>
        Date.parse(one.at) > Date.parse(said.at) ||
        (one.scope !== said.scope && (said.scope !== EVERY_SCOPE || isNarrower(one, said))),
    );
    if (outlived.some(({ scope }) => scope === said.scope)) return known;
    return [
      ...outlived,
      narrowedBy(
        known.find(({ scope }) => scope === said.scope),
        said,
      ),
    ];
  }, []);
}

/** A yes to everything leaves the units that a yes to one thing had named. */
function isNarrower(one: ConsentWord, other: ConsentWord): boolean {
  return one.given && one.actors !== undefined && other.given && other.actors === undefined;
}

/** A consent that is only said again stays with the units that it named; after a no it begins anew. */
function narrowedBy<T extends ConsentWord>(before: ConsentWord | undefined, said: T): T {
  if (!said.given || said.actors !== undefined || before?.given !== true || before.actors === undefined) return said;
  return { ...said, actors: [...before.actors] };
}

/** Consent is told by messages that are about nothing else, and along with any other. */
function saidIn({ kind, kept, consent, at, unit = '' }: SaidStep): RecordedConsent[] {
  const isGiven = kind === 'samtycke';
  const isAboutConsent = isGiven || kind === 'samtycke-aterkallat';
  if (!isAboutConsent && consent === undefined) return [];
  const given = isAboutConsent ? isGiven : consent?.given === true;
  const answers = isGiven ? answersIn(kept?.['consents']) : [];
  const named = scopesOf(isAboutConsent ? kept?.['scope'] : consent?.scope);
  const scopes = [...new Set([...named, ...answers.map(({ scope }) => scope)])];
  const actors = unitsIn(isAboutConsent ? kept?.['actors'] : consent?.actors);
  return scopes.flatMap((scope) => {
    const its = answers.filter((one) => one.scope === scope);
    const isNo = !given || its.some(({ answer }) => answer === 'nej');
    const isYes = !isNo && its.every(({ answer }) => answer === 'ja');
    // Who cannot say has said neither.
    if (!isNo && !isYes) return [];
    const covered = isYes ? (its.find((one) => one.actors !== undefined)?.actors ?? actors) : undefined;
    const by = { scope, given: isYes, at: consent?.recordedAt ?? at, unit };
    return covered === undefined ? [by] : [{ ...by, actors: covered }];
  });
}

/**
 * Answers that are told one by one. Those to the call, the meeting and the plan are one answer to a plan (SIP): a no to one of them is
 * a no; an assessment of harm stands in place of a yes (S-CON-04).
 */
function answersIn(listed: unknown): { scope: string; answer: unknown; actors: string[] | undefined }[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: unknown) => {
    const [about, answer, harmAssessed, actors] = ['about', 'answer', 'harmAssessed', 'actors'].map((field): unknown =>
      Reflect.get(Object(one), field),
    );
    if (typeof about !== 'string') return [];
    const scope = about === 'informationsoverforing' ? about : 'sip';
    return [{ scope, answer: harmAssessed === true && answer !== 'nej' ? 'ja' : answer, actors: unitsIn(actors) }];
  });
}

/**
 * Whether the person consents to something: what the message says of that scope, or else what the stay remembers. Of two that
 * contradict each other the one recorded later holds: a record system that repeats an old consent does not undo a withdrawal.
 */
export function isConsented(
  scope: string,
  consent: Consent | undefined,
  remembered: readonly RecordedConsent[] = [],
): boolean {
  return consentTo(scope, consent, remembered)?.given === true;
}

/** What the person has said of a scope; undefined when that is nothing. */
export function consentTo(
  scope: string,
  consent: Consent | undefined,
  remembered: readonly RecordedConsent[] = [],
): ConsentWord | undefined {
  const known = recordedOf(scope, remembered);
  const isMeant = [scope, EVERY_SCOPE].some((one) => consent !== undefined && scopesOf(consent.scope).includes(one));
  if (consent === undefined || !isMeant) return known;
  const isOutdated =
    known !== undefined && consent.recordedAt !== undefined && Date.parse(consent.recordedAt) < Date.parse(known.at);
  return isOutdated ? known : narrowedBy(known, consent);
}

/** What the stay remembers of a scope, said of it or of everything: the latest. */
export function recordedOf(scope: string, remembered: readonly RecordedConsent[]): RecordedConsent | undefined {
  const latest = remembered
    .filter((one) => one.scope === scope || one.scope === EVERY_SCOPE)
    .reduce<RecordedConsent | undefined>((last, one) => {
      return last === undefined || Date.parse(one.at) >= Date.parse(last.at) ? one : last;
    }, undefined);
  const own = remembered.find((one) => one.scope === scope);
  return latest && narrowedBy(own, latest);
}
