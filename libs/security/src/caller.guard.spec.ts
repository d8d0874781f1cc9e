import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { HttpException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { directoryOf } from '#domain/directory/directory.js';
import type { Client } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { CallerGuard, Public, Roles } from './caller.guard.js';
import { audiencesOf } from './token.controller.js';
import { Tokens } from './tokens.js';

class Routes {
  plain() {}
  @Public() open() {}
  @Roles('operations', 'admin') guarded() {}
}

function setUp() {
  const tokens = new Tokens(Buffer.alloc(32, 1));
  let clients: Client[] = [];
  const directory = {
    get current() {
      const entries = { organisations: [], units: [], clients, sources: [], mappings: [], operationsUnits: new Map() };
      return { directory: directoryOf(entries) };
    },
  };
  const guard = new CallerGuard(new Reflector(), tokens, directory);
  const replied: Record<string, string> = {};
  const call = async (route: keyof Routes, authorization?: string, type = 'http') => {
    const request = { headers: { authorization }, caller: undefined };
    const context: Partial<ExecutionContext> = {
      getType: <T extends string>() => type as T,
      getHandler: () => Routes.prototype[route],
      getClass: <T>() => Routes as T,
      switchToHttp: () => ({
        getRequest: <T>() => request as T,
        getResponse: <T>() => ({ header: (name: string, value: string) => (replied[name] = value) }) as T,
        getNext: <T>() => undefined as T,
      }),
    };
    const passed = await guard.canActivate(context as ExecutionContext).catch((error: unknown) => {
      if (error instanceof HttpException) return error.getStatus();
      throw error;
    });
    return { passed, caller: request.caller, replied };
  };
  const allow = (...entries: Partial<Client>[]) => {
    clients = entries.map((entry) => ({
      id: 'gavle',
      name: '',
      roles: ['party'],
      units: ['U1'],
      secretHashes: [],
      keys: [],
      mapping: PLAIN_MAPPING,
      ...entry,
    }));
  };
  return { tokens, call, allow };
}

describe('the guard', () => {
  it('finds the caller, with the rights that the directory gives at this moment', async () => {
    const { tokens, call, allow } = setUp();
    const token = await tokens.issue('gavle');
    allow({});
    await expect(call('plain', `Bearer ${token}`)).resolves.toMatchObject({
      passed: true,
      caller: { clientId: 'gavle', roles: ['party'], units: ['U1'] },
    });
    allow({ units: ['U2'] });
    await expect(call('plain', `bearer ${token}`)).resolves.toMatchObject({ caller: { units: ['U2'] } });
    allow();
    await expect(call('plain', `Bearer ${token}`)).resolves.toMatchObject({ passed: 401 });
  });

  it.each([undefined, '', 'Bearer', 'Bearer x', 'Basic eDp5'])('answers 401 with a challenge to %j', async (header) => {
    const { call } = setUp();
    const { passed, replied } = await call('plain', header);
    expect(passed).toBe(401);
    expect(replied['WWW-Authenticate']).toMatch(/^Bearer realm="hemgang"/);
  });

  it('answers 403 when none of the roles is there', async () => {
    const { tokens, call, allow } = setUp();
    const header = `Bearer ${await tokens.issue('gavle')}`;
    allow({});
    await expect(call('guarded', header)).resolves.toMatchObject({ passed: 403 });
    allow({ roles: ['admin'] });
    await expect(call('guarded', header)).resolves.toMatchObject({ passed: true });
  });

  it('lets everybody through to public routes, and leaves other transports alone', async () => {
    const { call } = setUp();
    await expect(call('open')).resolves.toMatchObject({ passed: true });
    await expect(call('plain', undefined, 'rpc')).resolves.toMatchObject({ passed: true });
  });
});

describe('what an assertion may call the hub', () => {
  it('is the public URL and the address where the connection arrived', () => {
    const socket = { localAddress: '::ffff:127.0.0.1', localPort: 8080 };
    expect(audiencesOf('https://hub.example/', { socket })).toEqual([
      'https://hub.example',
      'https://hub.example/oauth2/token',
      'http://127.0.0.1:8080',
      'http://127.0.0.1:8080/oauth2/token',
      'http://localhost:8080',
      'http://localhost:8080/oauth2/token',
      'http://[::1]:8080',
      'http://[::1]:8080/oauth2/token',
    ]);
    expect(audiencesOf(undefined, { socket: { localAddress: 'fe80::1', localPort: 80 } })[0]).toBe(
      'http://[fe80::1]:80',
    );
  });
});
