import type { Consent } from '../message.js';
import type { EpisodeStep, RecordedConsent } from './episode.js';

/** Stands for every scope: what is said of a consent that names none. */
const EVERY_SCOPE = '*';

function scopesOf(scopes: unknown): string[] {
  const named = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
  return named.length === 0 ? [EVERY_SCOPE] : named;
}

/** What the messages of a stay said of the person's consent, as last said of each scope (G-CON-11, G-CON-12, B-CON-08). */
export function consentsOf(steps: readonly EpisodeStep[]): RecordedConsent[] {
  return steps.flatMap(saidIn).reduce<RecordedConsent[]>((known, said) => {
    const outlived = known.filter(
      ({ scope, at }) => Date.parse(at) > Date.parse(said.at) || (scope !== said.scope && said.scope !== EVERY_SCOPE),
    );
    return outlived.some(({ scope }) => scope === said.scope) ? known : [...outlived, said];
  }, []);
}

/** Consent is told by messages that are about nothing else, and along with any other. */
function saidIn({ kind, kept, consent, at, unit = '' }: EpisodeStep): RecordedConsent[] {
  const isGiven = kind === 'samtycke';
  const isAboutConsent = isGiven || kind === 'samtycke-aterkallat';
  if (!isAboutConsent && consent === undefined) return [];
  const given = isAboutConsent ? isGiven : consent?.given === true;
  const scopes = scopesOf(isAboutConsent ? kept?.['scope'] : consent?.scope);
  return scopes.map((scope) => ({ scope, given, at: consent?.recordedAt ?? at, unit }));
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
  const known = remembered
    .filter((one) => one.scope === scope || one.scope === EVERY_SCOPE)
    .reduce<RecordedConsent | undefined>((latest, one) => {
      return latest === undefined || Date.parse(one.at) >= Date.parse(latest.at) ? one : latest;
    }, undefined);
  const isMeant = [scope, EVERY_SCOPE].some((one) => consent !== undefined && scopesOf(consent.scope).includes(one));
  if (consent === undefined || !isMeant) return known?.given === true;
  const isOutdated =
    known !== undefined && consent.recordedAt !== undefined && Date.parse(consent.recordedAt) < Date.parse(known.at);
  return isOutdated ? known.given : consent.given;
}
