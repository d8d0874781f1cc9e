/** Blanks, comments and instructions may stand before a document type declaration, or before the root. */
const BEFORE_ROOT: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
];

/**
 * Where a document type declaration begins, if the text has one where XML allows it; elsewhere the letters are text or
 * no XML at all. Found before anything is parsed, so that nothing in it is ever looked at.
 */
export function doctypeIn(text: string): number | undefined {
  const blanks = /[ \t\r\n\uFEFF]*/y;
  let at = 0;
  for (;;) {
    blanks.lastIndex = at;
    at += blanks.exec(text)?.[0].length ?? 0;
    const passed = BEFORE_ROOT.find(([start]) => text.startsWith(start, at));
    if (passed === undefined) return text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE' ? at : undefined;
    const [start, end] = passed;
    const close = text.indexOf(end, at + start.length);
    if (close < 0) return undefined;
    at = close + end.length;
  }
}

/** A reference that XML knows without declaration; whether its number is a character is the parser's to say. */
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/g;

/** Offset of the first reference behind `from` that nothing declares, when no other markup begins before it. */
export function undeclaredReference(text: string, from: number): number | undefined {
  REFERENCE.lastIndex = from;
  const found = REFERENCE.exec(text)?.index;
  return found === undefined || text.slice(from, found).includes('<') ? undefined : found;
}

/** Whether the parser's message is about a reference. */
export function isOfReference(message: string): boolean {
  return message.includes('entity');
}

/** Whether the parser's message is that the document ends too soon. */
export function isOfEnd(message: string): boolean {
  return message.startsWith('unclosed tag') || message.startsWith('unexpected end');
}

/** What the parser says, by how it begins, in words of ours that repeat nothing of the document. */
const EXPLANATIONS: readonly (readonly [begins: string, detail: string])[] = [
  ['disallowed character in tag name', 'a tag does not begin with a name; write < as &lt; in text'],
  ['disallowed character in attribute name', 'an attribute is not written name="value"'],
  ['disallowed character in processing instruction', 'a processing instruction has no well-formed target'],
  ['processing instruction', 'a processing instruction has no well-formed target'],
  ['disallowed character in closing tag', 'an end tag holds more than a name'],
  ['weird empty close tag', 'an end tag has no name'],
  ['disallowed character in entity name', 'an ampersand begins no reference; write it as &amp;'],
  ['empty entity name', 'an ampersand begins no reference; write it as &amp;'],
  ['undefined entity', 'only amp, lt, gt, quot and apos are known as entities'],
  ['malformed character entity', 'a character reference names no character'],
  ['disallowed character', 'a character that cannot stand here'],
  ['the string "]]>"', ']]> cannot stand in text; write ]]&gt;'],
  ['unclosed tag', 'the document ends before every element is closed'],
  ['unexpected end', 'the document ends in the middle of a construct'],
  ['unexpected close tag', 'an end tag does not belong to the element that is open'],
  ['unmatched closing tag', 'an end tag does not belong to an element that is open'],
  ['document must contain a root', 'the document has no element'],
  ['documents may contain only one root', 'the document has more than one outermost element'],
  ['text data outside of root', 'text stands outside the outermost element'],
  ['unbound namespace prefix', 'a prefix is not bound to a namespace'],
  ['malformed name', 'a name with prefix is not well-formed'],
  ['tags may not have "xmlns"', 'xmlns cannot be the prefix of an element'],
  ['duplicate attribute', 'an element has the same attribute twice'],
  ['attribute without value', 'an attribute has no value'],
  ['unquoted attribute value', 'the value of an attribute is not in quotation marks'],
  ['no whitespace between attributes', 'attributes are not parted by a blank'],
  ['forward-slash in opening tag', 'a slash in a tag stands only before its end'],
  ['malformed comment', 'two hyphens cannot stand within a comment'],
  ['invalid attempt to undefine prefix', 'a prefix cannot be bound to nothing'],
  ['xml prefix must be bound', 'the prefixes xml and xmlns cannot be bound anew'],
  ['xmlns prefix must be bound', 'the prefixes xml and xmlns cannot be bound anew'],
  ['may not assign', 'the namespaces of xml and xmlns belong to these prefixes alone'],
  ['the default namespace may not', 'the namespaces of xml and xmlns belong to these prefixes alone'],
  ['an XML declaration must', 'an XML declaration stands only at the very start'],
  ['the XML declaration must', 'an XML declaration stands only at the very start'],
  ['incorrect syntax', 'what follows <! is neither comment nor CDATA section'],
];

export function explain(message: string): string {
  return EXPLANATIONS.find(([begins]) => message.startsWith(begins))?.[1] ?? 'the XML declaration is not well-formed';
}
