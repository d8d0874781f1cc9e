#!/usr/bin/env node
/**
 * Writes docs/errors.md: every code that the hub answers with, out of the catalogue in the code. `--check` writes nothing
 * and fails when the file is not what it would write.
 *
 *     npm run errors
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { REQUEST_CODES } from '#domain/codes/request-codes.js';
import { TOKEN_CODES } from '#domain/codes/token-codes.js';
import { REASON_CODES } from '#domain/reason.js';
import { OUTCOMES, statusOfRefusal } from '#flows/outcomes.js';
import { errorCondition, NO_ERROR } from '#formats/hl7v2/conditions.js';

const TARGET = join(import.meta.dirname, '../docs/errors.md');

const ACKS = { error: ['AE', 'CE'], rejected: ['AR', 'CR'] };

const TITLES = {
  unreadable: ['Not readable', 'Går inte att läsa'],
  'against-rule': ['Against a rule', 'Bryter mot en regel'],
  conflict: ['In conflict with what the hub knows', 'Krockar med det navet redan vet'],
  'not-our-event': ['Not for this hub', 'Inte för detta nav'],
  unauthenticated: ['Sender unknown', 'Okänd avsändare'],
  'not-allowed': ['Sender not allowed', 'Avsändaren får inte'],
  'too-large': ['Too large', 'För stort'],
  'too-many': ['Too many', 'För många'],
  internal: ['The hub failed', 'Fel i navet'],
  unavailable: ['The hub cannot take it now', 'Navet kan inte ta emot just nu'],
};

const INTRODUCTION = `# Errors

Made by \`npm run errors\` from the catalogue in the code; do not edit it here.

Every refusal and every remark carries a stable code. Where it stands:

| answer | code | text | place |
|---|---|---|---|
| \`application/problem+json\` (RFC 9457) | \`code\`, and \`code\` in each of \`errors\` | \`message\` in English, \`sv\` in Swedish | \`path\`, and \`line\` and \`column\` where they are known |
| HL7 ACK | ERR-5; the nearest code of HL7 table 0357 in ERR-3 | ERR-7, ERR-8 | ERR-2: segment, sequence, field, repetition, component |
| FHIR OperationOutcome | \`issue.details.coding\` | \`issue.diagnostics\`, \`issue.details.text\` | \`issue.expression\` |

All reasons of a message come at once. When they are of several classes, the class that stands first in this order decides
how the message is answered: the hub itself, the sender, the type, the form, the rules, what is known already. Texts never
repeat a value of the message. The acknowledgement is given for original / enhanced mode; a message whose MSH cannot be read
is answered \`AR\` in any case. What the mapping of a source says to ignore is no error: 200, \`AA\` / \`CA\` with the text \`ignored\`.
`;

function cell(meaning, mend, word) {
  return `${meaning}.<br>**${word}:** ${mend}.`.replaceAll('|', '\\|');
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function texts({ en, sv, mend }) {
  return [cell(en, mend.en, 'Mend'), cell(sv, mend.sv, 'Åtgärd')];
}

const LANGUAGES = ['meaning, and how to mend it', 'betydelse och åtgärd'];

function outcomeSection(outcome) {
  const { ack, retryAfter } = OUTCOMES[outcome];
  const entries = Object.entries(REASON_CODES).filter(([, entry]) => entry.outcome === outcome);
  const rows = entries.map(([code, entry]) => {
    const { code: number, text } = errorCondition(code);
    const status = String(statusOfRefusal(outcome, [{ code }]));
    return [`\`${code}\``, status, ACKS[ack].join(' / '), `${number} ${text}`, ...texts(entry)];
  });
  const wait = retryAfter === undefined ? '' : `\nWith \`Retry-After: ${retryAfter}\` (seconds).\n`;
  const head = ['code', 'HTTP', 'ACK', 'table 0357', ...LANGUAGES];
  return `## ${TITLES[outcome].join(' · ')}\n${wait}\n${table(head, rows)}\n`;
}

function remarks() {
  const rows = Object.entries(REASON_CODES)
    .filter(([, entry]) => entry.outcome === 'warning')
    .map(([code, entry]) => [`\`${code}\``, ...texts(entry)]);
  return `## Remarks · Anmärkningar

The message is accepted (201 or 200, \`AA\` / \`CA\`); in the ACK a remark is an ERR segment with ${NO_ERROR.code} in ERR-3 and severity \`W\`.

${table(['code', ...LANGUAGES], rows)}
`;
}

function calls(title, about, codes) {
  const rows = Object.entries(codes).map(([code, entry]) => [`\`${code}\``, String(entry.status), ...texts(entry)]);
  return `## ${title}\n\n${about}\n\n${table(['code', 'HTTP', ...LANGUAGES], rows)}\n`;
}

function page() {
  return [
    INTRODUCTION,
    ...Object.keys(OUTCOMES).map(outcomeSection),
    remarks(),
    calls(
      'Calls · Anrop',
      'Problem details of calls that carry no message. A code of the tables above means the same there; its status may be that of the call.',
      REQUEST_CODES,
    ),
    calls('Tokens · Biljetter', '`/oauth2/token` answers in the words of RFC 6749, as `error`.', TOKEN_CODES),
  ].join('\n');
}

if (process.argv.includes('--check')) {
  const isCurrent = existsSync(TARGET) && readFileSync(TARGET, 'utf8') === page();
  if (!isCurrent) console.error('docs/errors.md is not current: run npm run errors');
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync(TARGET, page());
  console.log('docs/errors.md');
}
