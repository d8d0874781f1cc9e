import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProduces } from '@nestjs/swagger';
import type { StoredBytes } from '#flows/operations-ports.js';
import { ForOperators, Uncached } from './ops-access.js';

export interface DownloadReply {
  header(name: string, value: string): unknown;
}

/** A route `:id/bytes` that hands out what was stored: bytes hold patient data. */
export const HandsOutBytes = () =>
  applyDecorators(
    Uncached(),
    ForOperators(),
    ApiOperation({ summary: 'The bytes as they came; who reads them is noted' }),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiProduces('application/octet-stream'),
    ApiOkResponse({ description: 'Their content type stands in `Hemgang-Content-Type`' }),
    ApiNotFoundResponse(),
  );

/**
 * Bytes as they came, as a download: their own content type may be anything, so a browser is told never to interpret them
 * and finds it in `Hemgang-Content-Type`.
 */
export function download(reply: DownloadReply, id: string, { bytes, contentType }: StoredBytes): StreamableFile {
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('Hemgang-Content-Type', contentType.replaceAll(/[^\x20-\x7e]/g, '?'));
  const disposition = `attachment; filename="${id}"`;
  return new StreamableFile(bytes, { type: 'application/octet-stream', disposition, length: bytes.length });
}
