import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { messageJsonSchema } from '#formats/schema/json-schema.js';
import { messageXsd } from '#formats/schema/message-xsd.js';
import { jsonSchemaJudge, xsdJudge } from '../../../test/support/schema-judges.js';
import { createHttpAdapter } from './http.js';
import { KnownPaths } from './known-paths.js';
import { ProblemFilter } from './problem.filter.js';
import { SchemaModule } from './schema.module.js';

let app: NestFastifyApplication;
let origin: string;

beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(SchemaModule, createHttpAdapter(1024), { logger: false });
  app.useGlobalFilters(new ProblemFilter({ info: () => {}, warn: () => {}, error: () => {} }, new KnownPaths()));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

describe('/schema', () => {
  it.each(['/schema', '/schema/'])('tells at %s which schemas there are', async (path) => {
    const answer = await fetch(`${origin}${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ]);
    const { schemas } = (await answer.json()) as { schemas: { href: string; contentType: string }[] };
    expect(schemas.map(({ href }) => href)).toEqual(['/schema/message.xsd', '/schema/message.schema.json']);
    for (const { href, contentType } of schemas) {
      const schema = await fetch(`${origin}${href}`);
      expect([schema.status, schema.headers.get('content-type')]).toEqual([200, contentType]);
    }
  });

  it('gives schemas that judge messages', async () => {
    const xsd = await (await fetch(`${origin}/schema/message.xsd`)).text();
    const json: unknown = await (await fetch(`${origin}/schema/message.schema.json`)).json();
    expect([xsd, json]).toEqual([messageXsd(), messageJsonSchema()]);
    expect(xsdJudge(xsd)('<message xmlns="urn:hemgang:message:1"/>')).toContain('messageId');
    expect(jsonSchemaJudge(json)({})).toContain('messageId');
  });

  it('is not sent again to who has it', async () => {
    const first = await fetch(`${origin}/schema/message.xsd`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toContain('public');
    const again = await fetch(`${origin}/schema/message.xsd`, { headers: { 'If-None-Match': `W/${etag}, "x"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await fetch(`${origin}/schema/message.xsd`, { headers: { 'If-None-Match': '"x"' } });
    expect(other.status).toBe(200);
  });

  it.each(['/schema/directory.schema.json', '/schema/..%2fpackage.json', '/schema/__proto__'])(
    'knows nothing at %s',
    async (path) => {
      const answer = await fetch(`${origin}${path}`);
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }]);
    },
  );
});
