import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { Hl7Message, Segment, Value } from './er7.js';
import { componentOf, repetitionsOf, segmentsOf } from './er7.js';
import { unescapeText } from './escape.js';
import { formatLocation } from './location.js';

/**
 * What ADT has no field for stands in OBX segments: a code in OBX-3.1, the value in OBX-5. Codes are read whatever their
 * case and with or without the dots of å, ä and ö.
 *
 * | OBX-3.1 | OBX-5 | model |
 * |---|---|---|
 * | `samtycke` | `J` or `N`; OBX-14 when it was recorded | `consent.given`, `consent.recordedAt` |
 * | `samtyckesomfattning` | texts, repeated | `consent.scope` |
 * | `planeringskategori` | `B`, `C`, `D`, `BC`, `CD`, `E` | `planningCategory` |
 * | `behov` | `oppenvard`, `socialtjanst`, `hemsjukvard`, `sabo`, repeated | `needs` |
 * | `mottagare` | HSA-ids, repeated | `recipients` |
 * | `svarpa` | message id | `inReplyTo` |
 * | `lakarbedomning` | `J` or `N` | `content.physicianAssessed` |
 * | `orsak` | text | `content.reason` |
 * | `mobil` | text | `content.mobile` |
 * | `ovrigt` | text | `content.other` |
 * | `sammanfattning` | text | `content.summary` |
 * | `ansvar` | party `^` reason | `content.responsibility` |
 * | `meddelandetyp` | message kind; written, not read | `kind` |
 */
export const OBSERVATIONS = {
  consent: 'samtycke',
  consentScope: 'samtyckesomfattning',
  planningCategory: 'planeringskategori',
  needs: 'behov',
  recipients: 'mottagare',
  inReplyTo: 'svarpa',
  physicianAssessed: 'lakarbedomning',
  reason: 'orsak',
  mobile: 'mobil',
  other: 'ovrigt',
  summary: 'sammanfattning',
  responsibility: 'ansvar',
  kind: 'meddelandetyp',
} as const;

/** OBX-11 of a result that was deleted, is wrong, or cannot be had. */
const VOID_STATES = new Set(['D', 'W', 'X']);
const FREE_TEXT = new Set(['TX', 'FT', 'ST']);

/** The OBX segments of a message by code; keeps what is wrong with their values as reasons. */
export class Observations {
  readonly reasons: Reason[] = [];
  private readonly byCode = new Map<string, Segment[]>();

  constructor(private readonly message: Hl7Message) {
    for (const segment of segmentsOf(message, 'OBX')) {
      if (VOID_STATES.has(this.part(segment, 11)?.trim() ?? '')) continue;
      const code = folded(this.part(segment, 3) ?? '');
      const known = this.byCode.get(code);
      if (known === undefined) this.byCode.set(code, [segment]);
      else known.push(segment);
    }
  }

  /** Where a code's value stands, or would stand. */
  location(code: string, field = 5): string {
    return formatLocation({ segment: 'OBX', sequence: this.byCode.get(code)?.[0]?.sequence ?? 1, field });
  }

  /** One coded value. The code given twice with different values is a reason, and no value. */
  coded(code: string, component = 1): string | undefined {
    const [first, ...more] = this.byCode.get(code) ?? [];
    if (first === undefined) return undefined;
    const value = this.part(first, 5, component)?.trim();
    const other = more.find((segment) => this.part(segment, 5, component)?.trim() !== value);
    if (other === undefined) return value === '' ? undefined : value;
    const at = formatLocation({ segment: 'OBX', sequence: other.sequence, field: 5 });
    this.reasons.push(reason('invalid-value', at, 'the same code has another value earlier in the message'));
    return undefined;
  }

  /** `J` or `N`, also `Y`, `true` and `false`. */
  flag(code: string): boolean | undefined {
    const text = this.coded(code)?.toLowerCase();
    if (text === undefined) return undefined;
    if (['j', 'ja', 'y', 'true'].includes(text)) return true;
    if (['n', 'nej', 'false'].includes(text)) return false;
    this.reasons.push(reason('invalid-value', this.location(code), 'must be J or N'));
    return undefined;
  }

  /** Every repetition of every segment of the code. */
  list(code: string): string[] | undefined {
    const segments = this.byCode.get(code);
    const values = segments?.flatMap((segment) =>
      repetitionsOf(this.message, segment, 5).map((raw) => componentOf(this.message, raw)?.trim() ?? ''),
    );
    const present = values?.filter((value) => value !== '');
    return present === undefined || present.length === 0 ? undefined : present;
  }

  /** Free text: segments and repetitions are its lines; separators inside TX, FT and ST are text. */
  text(code: string): string | undefined {
    const lines = (this.byCode.get(code) ?? []).flatMap((segment) => {
      const free = FREE_TEXT.has(this.part(segment, 2)?.trim() ?? '');
      return repetitionsOf(this.message, segment, 5).map((raw) =>
        free ? this.freeText(raw) : componentOf(this.message, raw),
      );
    });
    const text = lines.filter((line) => line !== undefined && line !== null).join('\n');
    return text === '' ? undefined : text;
  }

  /** OBX-14 of the code's first segment. */
  observedAt(code: string): string | undefined {
    const first = this.byCode.get(code)?.[0];
    const text = first === undefined ? undefined : this.part(first, 14)?.trim();
    return text === '' ? undefined : text;
  }

  private freeText(raw: string): Value {
    return raw === '""' ? null : unescapeText(raw, this.message.delimiters, this.message.charset);
  }

  private part(segment: Segment, field: number, component = 1): string | undefined {
    const repetition = repetitionsOf(this.message, segment, field)[0];
    return repetition === undefined ? undefined : (componentOf(this.message, repetition, component) ?? undefined);
  }
}

function folded(code: string): string {
  return code
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
}
