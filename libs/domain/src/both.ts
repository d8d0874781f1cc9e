/** A text in both languages of the hub. */
export interface Both {
  readonly sv: string;
  readonly en: string;
}
