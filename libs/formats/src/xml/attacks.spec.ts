import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { XML_ATTACKS } from '../../../../test/support/xml-attacks.js';
import { parseXml } from './parse.js';

describe('documents that mean harm', () => {
  const reached = [
    () => jest.spyOn(globalThis, 'fetch'),
    () => jest.spyOn(net.Socket.prototype, 'connect'),
    () => jest.spyOn(http, 'request'),
    () => jest.spyOn(fs, 'openSync'),
    () => jest.spyOn(fs, 'readFileSync'),
    () => jest.spyOn(fs, 'open'),
  ];
  let spies: ReturnType<(typeof reached)[number]>[] = [];
  beforeAll(() => {
    spies = reached.map((spy) => spy());
  });
  afterAll(() => spies.forEach((spy) => spy.mockRestore()));

  it.each(XML_ATTACKS.map(({ name, code, bytes }) => [name, code, bytes] as const))('%s: %s', (_name, code, bytes) => {
    const calls = spies.map((spy) => spy.mock.calls.length);
    const result = parseXml({ bytes });
    expect(spies.map((spy) => spy.mock.calls.length)).toEqual(calls);
    expect(result.ok ? 'read' : result.reasons.map((reason) => reason.code).join()).toBe(code);
    if (!result.ok) expect(result.reasons[0]?.line).toBeGreaterThan(0);
  });

  it('none of them changes what all objects have', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'constructor')).toBe(Object);
  });
});
