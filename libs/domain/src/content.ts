import type { MessageKind } from './message.js';

/** What a content field holds. `date` is a civil day or an instant; `staff` is `{ name, title? }`. */
export type FieldType = 'instant' | 'date' | 'text' | 'boolean' | 'staff' | 'responsibility';

export interface FieldDefinition {
  readonly type: FieldType;
  readonly required: boolean;
  readonly description: string;
}

const optional = (type: FieldType, description: string): FieldDefinition => ({ type, required: false, description });
const required = (type: FieldType, description: string): FieldDefinition => ({ type, required: true, description });

/** The content of every message kind: the one source of validation, schemas and documentation. */
export const CONTENT: Readonly<Record<MessageKind, Readonly<Record<string, FieldDefinition>>>> = {
  inskrivningsmeddelande: {
    admittedAt: optional('instant', 'Admission; starts the 24 hours unless assessedAt is given'),
    assessedAt: optional(
      'instant',
      "The physician's assessment when it came later than admission; then it starts the 24 hours",
    ),
    expectedDischarge: optional('date', 'Estimated discharge; may follow in a new notice'),
    physicianAssessed: optional('boolean', 'A physician judged that the notice is needed (category B)'),
    assessedBy: optional('staff', 'Who judged that the patient belongs to the target group'),
    reason: optional('text', 'Reason for admission; only with consent'),
    mobile: optional('text', "The patient's mobile number; only with consent"),
    other: optional('text', 'Anything else; only with consent'),
  },
  utskrivningsklar: {
    readyAt: required('instant', 'When the treating physician judged the patient ready'),
    assessedBy: optional('staff', 'The treating physician'),
  },
  'utskrivningsklar-aterkallad': { reason: optional('text', 'Why the patient is not ready after all') },
  utskrivningsmeddelande: {
    dischargedAt: required('instant', 'When the patient left the ward'),
    summary: optional('text', 'Summary of the stay'),
    responsibility: optional(
      'responsibility',
      '{ party, reason } when something else was decided than that primary care and municipality take over',
    ),
  },
  'utskrivning-aterkallad': { reason: optional('text', 'Why the discharge is taken back') },
  'avbryt-vardtillfalle': { reason: optional('text', 'Why the care episode was entered in error') },
  makulering: {
    messageId: required('text', "The sender's id of the message to withdraw"),
    reason: required('text', 'Why it is withdrawn'),
  },
};
