import type { ReasonCode } from '#domain/reason.js';

/** One row of HL7 table 0357, the error conditions of ERR-3. */
export interface ErrorCondition {
  readonly code: string;
  readonly text: string;
}

/** What ERR-3 says beside a remark on a message that was accepted. */
export const NO_ERROR: ErrorCondition = { code: '0', text: 'Message accepted' };

const SEQUENCE: ErrorCondition = { code: '100', text: 'Segment sequence error' };
const REQUIRED: ErrorCondition = { code: '101', text: 'Required field missing' };
const DATA_TYPE: ErrorCondition = { code: '102', text: 'Data type error' };
const TABLE_VALUE: ErrorCondition = { code: '103', text: 'Table value not found' };
const MESSAGE_TYPE: ErrorCondition = { code: '200', text: 'Unsupported message type' };
const EVENT: ErrorCondition = { code: '201', text: 'Unsupported event code' };
const PROCESSING_ID: ErrorCondition = { code: '202', text: 'Unsupported processing id' };
const VERSION: ErrorCondition = { code: '203', text: 'Unsupported version id' };
const UNKNOWN_KEY: ErrorCondition = { code: '204', text: 'Unknown key identifier' };
const DUPLICATE_KEY: ErrorCondition = { code: '205', text: 'Duplicate key identifier' };
const INTERNAL: ErrorCondition = { code: '207', text: 'Application internal error' };

const BY_CODE: Readonly<Partial<Record<ReasonCode, ErrorCondition>>> = {
  'not-readable': SEQUENCE,
  'character-set': DATA_TYPE,
  'document-type': SEQUENCE,
  'too-complex': SEQUENCE,
  'invalid-structure': SEQUENCE,
  'missing-field': REQUIRED,
  'invalid-value': DATA_TYPE,
  'invalid-identity': DATA_TYPE,
  'unknown-field': SEQUENCE,
  'unknown-kind': EVENT,
  'unknown-category': TABLE_VALUE,
  'conflicting-needs': TABLE_VALUE,
  'category-without-notice': TABLE_VALUE,
  'role-not-concerned': TABLE_VALUE,
  'unknown-unit': UNKNOWN_KEY,
  unroutable: UNKNOWN_KEY,
  'unknown-episode': UNKNOWN_KEY,
  'unknown-message': UNKNOWN_KEY,
  'sender-unknown': UNKNOWN_KEY,
  'message-id-reused': DUPLICATE_KEY,
  'not-our-event': EVENT,
  'wrong-processing-id': PROCESSING_ID,
  'unsupported-version': VERSION,
  'unsupported-media-type': MESSAGE_TYPE,
  'unsupported-root': MESSAGE_TYPE,
};

/** The condition of table 0357 that a refusal's code is nearest to; 207 where the table has nothing nearer. */
export function errorCondition(code: ReasonCode): ErrorCondition {
  return BY_CODE[code] ?? INTERNAL;
}
