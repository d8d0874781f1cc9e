import { StreamableFile } from '@nestjs/common';
import type { StoredBytes } from '#flows/operations-ports.js';

interface HeaderReply {
  header(name: string, value: string): unknown;
}

/**
 * Bytes as they came, as a download: their own content type may be anything, so a browser is told never to interpret them
 * and finds it in `Hemgang-Content-Type`.
 */
export function download(reply: HeaderReply, id: string, { bytes, contentType }: StoredBytes): StreamableFile {
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('Hemgang-Content-Type', contentType.replaceAll(/[^\x20-\x7e]/g, '?'));
  const disposition = `attachment; filename="${id}"`;
  return new StreamableFile(bytes, { type: 'application/octet-stream', disposition, length: bytes.length });
}
