import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { InjectionToken, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SecurityModule } from '#security/security.module.js';
import { createHttpAdapter } from './http.js';
import { APPS } from './hub.module.js';
import { ObservabilityModule } from './observability.module.js';
import { openApiDocument } from './openapi.js';
import { SchemaModule } from './schema.module.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

let document: OpenAPIObject;
let routes: string[];

beforeAll(async () => {
  const modules = [SecurityModule, ObservabilityModule, SchemaModule, ...Object.values(APPS)];
  const controllers = modules.flatMap((module): Type[] => Reflect.getMetadata('controllers', module) ?? []);
  const tokens = new Set(controllers.flatMap(tokensOf));
  // What the controllers hang on is not there: nobody calls them, they are only looked at.
  @Module({ controllers, providers: [...tokens].map((token) => ({ provide: token, useValue: {} })) })
  class Routes {}
  const app = await NestFactory.create<NestFastifyApplication>(Routes, createHttpAdapter(1024), {
    ...{ logger: false, abortOnError: false, bodyParser: false },
  });
  routes = [];
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.push(`${name.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  });
  document = openApiDocument(app);
  await app.init();
  await app.close();
});

/** What a class asks the container for. */
function tokensOf(controller: Type): InjectionToken[] {
  const types: InjectionToken[] = Reflect.getMetadata('design:paramtypes', controller) ?? [];
  const named: { index: number; param: InjectionToken }[] = Reflect.getMetadata('self:paramtypes', controller) ?? [];
  return types.map((type, index) => named.find((entry) => entry.index === index)?.param ?? type);
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

function operations(): { name: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) =>
      item[method] === undefined ? [] : [{ name: `${method} ${path}`, operation: item[method] }],
    ),
  );
}

/** Every `$ref` in the document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}

describe('the OpenAPI document', () => {
  it('holds every route of every app, and nothing else', () => {
    const served = routes.filter((route) => !route.startsWith('head '));
    const described = operations().map(({ name }) => name);
    expect(served.length).toBeGreaterThan(20);
    expect(described.sort()).toEqual([...new Set(served)].sort());
  });

  it('names the operations that the interface promises', () => {
    const promised = [
      ...['get /v1/ops/summary', 'get /v1/ops/deadlines', 'get /v1/ops/reminders', 'get /v1/ops/escalations'],
      ...['get /v1/ops/quarantine', 'post /v1/ops/quarantine/{id}/replay', 'get /v1/ops/messages'],
      ...[
        'get /v1/ops/messages/{id}/trace',
        'get /v1/ops/events',
        'get /health/live',
        'get /health/ready',
        'get /metrics',
      ],
    ];
    expect(operations().map(({ name }) => name)).toEqual(expect.arrayContaining(promised));
  });

  it('tells of each what it does, under which tag, with which answers, under an id of its own', () => {
    for (const { name, operation } of operations()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
      expect([name, operation.tags?.length]).toEqual([name, 1]);
      expect([name, Object.keys(operation.responses).length > 0]).toEqual([name, true]);
    }
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes every path parameter, and refers to nothing that it does not hold', () => {
    for (const { name, operation } of operations()) {
      const named = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const described = (operation.parameters ?? []).flatMap((parameter) =>
        'in' in parameter && parameter.in === 'path' ? [parameter.name] : [],
      );
      expect([name, described.sort()]).toEqual([name, named.sort()]);
    }
    const schemas = Object.keys(document.components?.schemas ?? {}).map((schema) => `#/components/schemas/${schema}`);
    expect(references(document).filter((reference) => !schemas.includes(reference))).toEqual([]);
  });

  it('describes the message by the definitions that it is checked by', () => {
    const { Message, makulering } = document.components?.schemas ?? {};
    expect(Message).toMatchObject({ properties: { sentAt: { type: 'string' } }, additionalProperties: false });
    expect(makulering).toMatchObject({ properties: { content: { required: ['messageId', 'reason'] } } });
    expect(references(Message)).toContain('#/components/schemas/makulering');
  });

  it('asks for a bearer token wherever one is needed', () => {
    const open = operations().filter(({ operation }) => operation.security === undefined);
    const paths = open.map(({ name }) => name);
    // What FHIR resources look like is no secret; the resources themselves are.
    const told = /\/fhir\/(metadata|StructureDefinition|CodeSystem|ValueSet|MessageDefinition)/;
    // Whoever signs in to the console has a cookie, or nothing yet.
    const signsIn = /\/console\/(session|oidc)/;
    const isOpen = (name: string) =>
      /\/health\/|\/metrics$|\/oauth2\/|\/schema/.test(name) || told.test(name) || signsIn.test(name);
    expect(paths.filter((name) => !isOpen(name))).toEqual([]);
    expect(document.components?.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });
});
