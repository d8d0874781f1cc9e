/** A shape of the operations API as it arrives: instants are ISO 8601 strings. */
export type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

/** A text in both languages, as the hub gives it. */
export interface Both {
  readonly sv: string;
  readonly en: string;
}
