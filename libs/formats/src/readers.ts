import type { MessageFormat } from '#domain/message.js';
import { readFhirMessage } from './fhir/read.js';
import { readEr7Message } from './hl7v2/read.js';
import { readV2XmlMessage } from './hl7v2-xml/read.js';
import { readJsonMessage } from './json/read.js';
import type { Arrived, FormatReading, ReadingRules } from './reading.js';
import { readXmlMessage } from './xml/read.js';

type Reader = (arrived: Arrived, rules: ReadingRules) => FormatReading;

/** The reader of each format. */
export const READERS: Readonly<Record<MessageFormat, Reader>> = {
  json: readJsonMessage,
  xml: readXmlMessage,
  hl7v2: readEr7Message,
  'hl7v2-xml': readV2XmlMessage,
  'fhir-json': (arrived, rules) => readFhirMessage(arrived, rules, 'json'),
  'fhir-xml': (arrived, rules) => readFhirMessage(arrived, rules, 'xml'),
};
