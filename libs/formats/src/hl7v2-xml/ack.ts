import type { Hl7Message } from '../hl7v2/er7.js';
import { writeXml } from '../xml/write.js';
import { v2XmlOf } from './write.js';

/** An acknowledgement as v2.xml in UTF-8, whatever character set it names. */
export function ackAsV2Xml(ack: Hl7Message): Uint8Array {
  return writeXml(v2XmlOf(ack, 'ACK'), { indent: true });
}
