/** One element of a well-formed XML document, with its namespace resolved and its place in the text, both counted from 1. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace URI; empty for none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The character data directly in it, joined, comments and instructions left out. */
  readonly text: string;
  /** How many characters of its parent's text stand before it. */
  readonly textBefore: number;
  readonly line: number;
  readonly column: number;
}

/** Declarations of namespaces are no attributes here. */
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}
