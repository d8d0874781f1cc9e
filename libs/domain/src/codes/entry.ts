/** Which line of the outcome table in the interface a code belongs to. */
export type OutcomeClass =
  | 'unreadable'
  | 'against-rule'
  | 'conflict'
  | 'not-our-event'
  | 'unauthenticated'
  | 'not-allowed'
  | 'too-large'
  | 'too-many'
  | 'unavailable'
  | 'internal';

/** What a code means, and in one sentence how to mend it; whole sentences without a full stop, in both languages. */
export interface CodeTexts {
  readonly en: string;
  readonly sv: string;
  readonly mend: { readonly en: string; readonly sv: string };
}

/** A code of what is said about a message. */
export interface ReasonEntry extends CodeTexts {
  readonly outcome: OutcomeClass | 'warning';
}

/** A code of what is said about a call. */
export interface RequestEntry extends CodeTexts {
  readonly status: number;
}
