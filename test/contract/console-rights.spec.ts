import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InjectionToken, Type } from '@nestjs/common';
import type { ConsoleRole } from '#domain/console-account.js';
import { CallerGuard } from '#security/caller.guard.js';
import { csrfTokenOf } from '#security/console-cookie.js';
import { APPS } from '../../apps/hub/src/hub.module.js';
import { openApiDocument } from '../../apps/hub/src/openapi.js';
import { ConsoleWorld } from './console-world.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const NOWHERE = '00000000-0000-7000-8000-000000000000';

const ROLES: readonly ConsoleRole[] = ['operations', 'auditor', 'admin'];
const OPERATORS: readonly ConsoleRole[] = ['operations', 'admin'];

/** Who may what, where it is not the rule: everybody reads, operators change. */
const EXCEPTIONS: readonly (readonly [route: RegExp, roles: readonly ConsoleRole[]])[] = [
  [/^\w+ \/v1\/ops\/accounts(\/|$)/, ['admin']],
  [/^put \/v1\/ops\/directory$/, ['admin']],
  [/^\w+ \/v1\/audit\//, ['auditor', 'admin']],
  [/^\w+ \/v1\/simulation\//, ['operations']],
  [/^get \/v1\/ops\/(messages|quarantine)\/\{id\}\/bytes$/, OPERATORS],
  [/^get \/v1\/ops\/plans\/\{id\}\/document$/, OPERATORS],
];

/** Where people who are signed in do what the console is for. */
const OF_THE_CONSOLE = /^\w+ \/v1\/(ops|audit|simulation)\//;

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isOpen: boolean;
}

let world: ConsoleWorld;
let routes: Route[];

beforeAll(async () => {
  const controllers = Object.values(APPS).flatMap((module): Type[] => Reflect.getMetadata('controllers', module) ?? []);
  const tokens = new Set(controllers.flatMap(tokensOf).filter((token) => token !== CallerGuard));
  // What the controllers hang on is not there: whoever is let through meets nothing, and that is seen.
  const providers = [...tokens].map((provide) => ({ provide, useValue: {} }));
  world = await ConsoleWorld.open({ controllers, providers });
  routes = Object.entries(openApiDocument(world.app).paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const filled = path.replaceAll(/\{\w+\}/g, NOWHERE);
      return [
        {
          name: `${method} ${path}`,
          method: method.toUpperCase(),
          path: filled,
          isOpen: operation.security === undefined,
        },
      ];
    }),
  );
}, 60_000);
afterAll(() => world.close());

/** What a class asks the container for. */
function tokensOf(controller: Type): InjectionToken[] {
  const types: InjectionToken[] = Reflect.getMetadata('design:paramtypes', controller) ?? [];
  const named: { index: number; param: InjectionToken }[] = Reflect.getMetadata('self:paramtypes', controller) ?? [];
  return types.map((type, index) => named.find((entry) => entry.index === index)?.param ?? type);
}

const rolesFor = (name: string): readonly ConsoleRole[] =>
  EXCEPTIONS.find(([route]) => route.test(name))?.[1] ?? (name.startsWith('get ') ? ROLES : OPERATORS);

const ofTheConsole = () => routes.filter(({ name }) => OF_THE_CONSOLE.test(name));

describe('the routes of the console', () => {
  it('are there, and each exception is one', () => {
    expect(ofTheConsole().length).toBeGreaterThan(25);
    for (const [route] of EXCEPTIONS.filter(([, roles]) => roles !== OPERATORS)) {
      expect([route, routes.some(({ name }) => route.test(name))]).toEqual([route, true]);
    }
  });

  it('take nobody who is not signed in, and no party', async () => {
    const party = { authorization: `Bearer ${await world.bearer('gavle-sjukhus')}` };
    for (const { name, method, path } of ofTheConsole()) {
      expect([name, (await world.browser().call(method, path)).status]).toEqual([name, 401]);
      expect([name, (await world.browser().call(method, path, { headers: party })).status]).toEqual([name, 403]);
    }
  });

  it.each(ROLES)('let the role %s do what it may and nothing else, signed in as well as by token', async (role) => {
    const browser = await world.vouched([role]);
    const token = { authorization: `Bearer ${await world.bearer(role)}`, cookie: undefined };
    for (const { name, method, path } of ofTheConsole()) {
      const isLetThrough = rolesFor(name).includes(role);
      for (const headers of [{}, token]) {
        const { status, body } = await browser.call(method, path, { headers });
        expect([name, role, isRefused(status, body?.code)]).toEqual([name, role, !isLetThrough]);
      }
    }
  });

  it('change nothing for a page that is not theirs, whatever the role', async () => {
    const browser = await world.vouched(ROLES);
    for (const { name, method, path } of ofTheConsole().filter((route) => route.method !== 'GET')) {
      const { status, body } = await browser.call(method, path, { headers: { 'x-hemgang-csrf': csrfTokenOf('x') } });
      expect([name, status, body.code]).toEqual([name, 403, 'not-same-origin']);
    }
  });
});

/** Where a refusal is answered in the form of the message: these ask the guard by themselves. */
const ASK_BY_THEMSELVES = ['post /v1/messages', 'post /fhir/$process-message'];

describe('every other route', () => {
  it('does not know that somebody is signed in to the console', async () => {
    const browser = await world.vouched(ROLES);
    const others = routes.filter(({ name, isOpen }) => !isOpen && !OF_THE_CONSOLE.test(name));
    expect(others.length).toBeGreaterThan(15);
    const cookie = { headers: { cookie: browser.cookie } };
    expect(await world.app.get(CallerGuard).authenticate(cookie)).toBeUndefined();
    for (const { name, method, path } of others.filter((route) => !ASK_BY_THEMSELVES.includes(route.name))) {
      expect([name, (await browser.call(method, path)).status]).toEqual([name, 401]);
    }
  });
});

function isRefused(status: number, code: unknown): boolean {
  if (status === 401) throw new Error('Nobody was known to be there');
  return status === 403 && code === 'not-allowed';
}
