import type { MessageFormat } from '#domain/message.js';

/**
 * A rendered message laid out for reading: JSON and XML indented, ER7 with a line feed behind each segment. Every reader takes it
 * for the same message.
 */
export function readable(format: MessageFormat, text: string): string {
  switch (format) {
    case 'json':
    case 'fhir-json':
      return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
    case 'xml':
    case 'hl7v2-xml':
    case 'fhir-xml':
      return indentXml(text);
    case 'hl7v2':
      return text.replaceAll('\r', '\n');
  }
}

interface XmlPart {
  /** Start tag, declaration or text. */
  readonly text: string;
  /** End tag of an element that has content. */
  end?: string;
  readonly children: XmlPart[];
}

/**
 * Indents XML that our own writer made: no comments, and no `>` inside a tag but its end. Elements that hold text stay as they
 * are, since blanks would become part of it.
 */
function indentXml(text: string): string {
  const root: XmlPart = { text: '', children: [] };
  const open = [root];
  for (const [token] of text.matchAll(/<[^>]*>|[^<]+/g)) {
    const inside = open.at(-1) ?? root;
    if (token.startsWith('</')) {
      inside.end = token;
      open.pop();
      continue;
    }
    const part = { text: token, children: [] };
    inside.children.push(part);
    if (token.startsWith('<') && !/^<\?|\/>$/.test(token)) open.push(part);
  }
  return root.children
    .filter((part) => !isBlank(part))
    .map((part) => `${laidOut(part, '')}\n`)
    .join('');
}

function laidOut({ text, end = '', children }: XmlPart, indent: string): string {
  if (children.length === 0 || children.some((child) => isText(child) && !isBlank(child))) {
    return `${indent}${text}${children.map(asItIs).join('')}${end}`;
  }
  const elements = children.filter((child) => !isText(child));
  // Blanks alone may be all that an element says.
  if (elements.length === 0) return `${indent}${text}${children.map(asItIs).join('')}${end}`;
  return [`${indent}${text}`, ...elements.map((child) => laidOut(child, `${indent}  `)), `${indent}${end}`].join('\n');
}

function asItIs({ text, end = '', children }: XmlPart): string {
  return `${text}${children.map(asItIs).join('')}${end}`;
}

function isText({ text }: XmlPart): boolean {
  return !text.startsWith('<');
}

function isBlank(part: XmlPart): boolean {
  return isText(part) && part.text.trim() === '';
}
