import { parentPort } from 'node:worker_threads';
import { readPlain } from '#flows/read-message.js';
import type { MessageHead } from '#formats/reading.js';
import type { ReadAnswer, ReadRequest } from './thread-protocol.js';

/** An answer needs no more of a large message than its header. */
function headerAlone(head: MessageHead | undefined): MessageHead | undefined {
  if (head?.kind !== 'hl7v2') return head;
  const segments = head.header.segments.filter(({ name }) => name === 'MSH' || name === 'EVN');
  return { kind: 'hl7v2', header: { ...head.header, segments } };
}

function answerTo({ bytes, contentType, format, rules }: ReadRequest): ReadAnswer {
  const read = readPlain({ bytes, contentType }, format, rules);
  const head = headerAlone(read.head);
  return read.ok ? { ...read, head, places: read.places() } : { ...read, head };
}

parentPort?.on('message', (request: ReadRequest) => parentPort?.postMessage(answerTo(request)));
