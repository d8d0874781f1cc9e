import type { MessageFormat } from '#domain/message.js';
import { decodeBytes } from '../hl7v2/charset.js';
import { charsetParameter, formatOf } from '../format.js';
import { V2_XML } from '../hl7v2-xml/structures.js';
import { XML_NAMESPACE } from '../xml/namespaces.js';
import { er7Form, isSegmentName } from './er7-places.js';
import { FHIR_NAMESPACE, fhirForm, isFhirName } from './fhir-places.js';
import { oneOf } from './harmless.js';
import { Shower } from './marked-text.js';
import type { MarkedText, ShownText } from './marked-text.js';
import { MODEL_NAMES, modelForm } from './model-places.js';
import { scanEr7 } from './scan-er7.js';
import { scanJson } from './scan-json.js';
import { scanXml } from './scan-xml.js';

/** Characters that are shown of one text at most; what comes after them is cut off. */
const MOST_SHOWN = 200_000;
const CUT = '\n…';

/** What is known of a message besides its bytes. */
export interface Known {
  /** The person has protected identity: only the head is shown. Without it, as far as the bytes tell. */
  readonly isProtected?: boolean;
}

/**
 * The text of a message with every value masked but those at places that hold no personal data, and that look like what belongs
 * there; of a person with protected identity nothing but the head. Structure, names of elements and lines stay. Text of
 * a content type that is not known is masked but for its lines. Never throws, in time linear to the text; line ends become LF.
 */
export function maskText(bytes: Uint8Array, contentType: string, { isProtected = false }: Known = {}): ShownText {
  const whole = decoded(bytes, contentType);
  const text = whole.slice(0, MOST_SHOWN);
  const shower = new Shower(text);
  const format = formatOf(contentType);
  if (format !== undefined) {
    scan(shower, format, isProtected || saysProtected(text, format) || hintsProtected(whole, text));
  }
  return cut(shower.end(), text);
}

/** The whole text of a message, for those who may read it; nothing is marked. */
export function wholeText(bytes: Uint8Array, contentType: string): ShownText {
  const text = decoded(bytes, contentType).slice(0, MOST_SHOWN);
  const shower = new Shower(text);
  shower.show(0, text.length);
  return cut(shower.end(), text);
}

function cut(shown: ShownText, text: string): ShownText {
  return text.length < MOST_SHOWN ? shown : { ...shown, text: shown.text + CUT };
}

function scan(shower: Shower, format: MessageFormat, isProtected: boolean): void {
  switch (format) {
    case 'hl7v2':
      scanEr7(shower, isProtected);
      return;
    case 'hl7v2-xml':
      scanV2Xml(shower, isProtected);
      return;
    case 'json':
      scanJson(shower, {
        isKnownName: (name) => MODEL_NAMES.has(name),
        formAt: (place) => modelForm(place, isProtected),
      });
      return;
    case 'fhir-json':
      scanJson(shower, { isKnownName: isFhirName, formAt: (place) => fhirForm(place, isProtected) });
      return;
    case 'xml':
      scanXml(shower, {
        isKnownElement: (name) => name === 'message' || name === 'item' || MODEL_NAMES.has(name),
        isKnownAttribute: () => false,
        attributeForm: () => oneOf([XML_NAMESPACE]),
        textForm: ([, ...path]) => modelForm(path.filter((name) => name !== 'item').join('.'), isProtected),
      });
      return;
    case 'fhir-xml':
      scanXml(shower, {
        isKnownElement: isFhirName,
        isKnownAttribute: (name) => name === 'value' || name === 'url' || name === 'id',
        attributeForm: (path, attribute) => fhirXmlForm(path, attribute, isProtected),
        textForm: () => undefined,
      });
  }
}

/** In XML a resource is an element of its own: it is no part of the place. */
function fhirXmlForm(path: readonly string[], attribute: string, isProtected: boolean) {
  if (attribute === 'xmlns') return oneOf([FHIR_NAMESPACE]);
  const names = path.slice(1).filter((name) => !/^[A-Z]/.test(name));
  return fhirForm([...names, ...(attribute === 'value' ? [] : [attribute])].join('.'), isProtected);
}

const V2_ELEMENT = /^(?:[A-Z][A-Z0-9]{2}|[A-Z]{2,3})\.\d{1,3}$/;
const V2_GROUP = /^ADT_[A-Z]\d{2}(?:\.[A-Z]{3,12})?$/;

function scanV2Xml(shower: Shower, isProtected: boolean): void {
  let observation = '';
  const isPerson =
    isProtected ||
    /<(?:\w{1,20}:)?PD1\.12(?:>|\s[^<]{0,100}>)\s*(?:<!\[CDATA\[\s*)?(?!N\s*[\]<]|<|\])[^\s<]/.test(shower.source);
  scanXml(shower, {
    isKnownElement: (name) => V2_ELEMENT.test(name) || V2_GROUP.test(name) || isSegmentName(name),
    isKnownAttribute: () => false,
    attributeForm: () => oneOf([V2_XML]),
    onElement: (path) => {
      if (path.at(-1) === 'OBX') observation = '';
    },
    onText: (path, text) => {
      if (path.includes('OBX.3') && observation === '') observation = text;
    },
    textForm: (path) => {
      const place = v2Place(path);
      return place && er7Form({ ...place, observation }, isPerson);
    },
  });
}

/** The place of the innermost element: segment and field by `PID.3`, components by the numbers in the names below it. */
function v2Place(path: readonly string[]) {
  const at = path.findIndex((name) => /^[A-Z][A-Z0-9]{2}\.\d/.test(name) && path.includes(name.slice(0, 3)));
  const [segment, field] = path[at]?.split('.') ?? [];
  if (segment === undefined) return undefined;
  if (segment === 'MSH' && Number(field) <= 2) return undefined;
  const [component = 1, subcomponent = 1] = path.slice(at + 1).map((name) => Number(name.split('.')[1]));
  return { segment, field: Number(field), component, subcomponent };
}

/**
 * Whether the text itself says that the person has protected identity: whatever stands there but no, since what is refused may
 * say it in the wrong way. HL7 v2 is looked through by its own reader.
 */
function saysProtected(text: string, format: MessageFormat): boolean {
  switch (format) {
    case 'json':
      return /"protected"\s{0,1000}:(?!\s{0,1000}(?:false|null)\b)/.test(text);
    case 'xml':
      return /<(?:\w{1,20}:)?protected(?:\s[^<>]{0,200})?>(?!\s{0,1000}(?:false|0)\s{0,1000}<)/.test(text);
    case 'fhir-json':
    case 'fhir-xml':
      return /["'](?:sekretessmarkering|skyddadFolkbokforing|DEMO)["']/.test(text);
    case 'hl7v2':
    case 'hl7v2-xml':
      return false;
  }
}

/** Whether what is cut off may say so: it is only searched, and any word of it counts. */
function hintsProtected(whole: string, text: string): boolean {
  if (whole.length === text.length) return false;
  const rest = whole.slice(text.length - 40);
  return /PD1|protected|sekretessmarkering|skyddadFolkbokforing|DEMO/.test(rest);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The text that the bytes most likely are: what cannot be read is still shown with its lines. */
function decoded(bytes: Uint8Array, contentType: string): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return UTF8.decode(bytes);
  } catch {
    const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
    const says9 = /8859[-/]15/.test(head) || /8859-15/.test(charsetParameter(contentType) ?? '');
    return (says9 ? decodeBytes(bytes, '8859/15') : undefined) ?? Buffer.from(bytes).toString('latin1');
  }
}

/** A text without what only this process needs of it. */
export function markedText({ text, marks }: MarkedText): MarkedText {
  return { text, marks };
}
