import type { MessageFormat } from '#domain/message.js';
import { readFhirMessage } from '#formats/fhir/read.js';
import { readEr7Message } from '#formats/hl7v2/read.js';
import { readV2XmlMessage } from '#formats/hl7v2-xml/read.js';
import { readJsonMessage } from '#formats/json/read.js';
import type { Arrived, FormatReading, ReadingRules } from '#formats/reading.js';
import { readXmlMessage } from '#formats/xml/read.js';

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
