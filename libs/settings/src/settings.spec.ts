import { describe, expect, it } from '@jest/globals';

import { readSettings, type Settings } from './settings.js';
import type { Environment } from './variables.js';

function settingsOf(env: Environment): Settings {
  const result = readSettings(env, '/srv/hub');
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.settings;
}

function problemsOf(env: Environment): string[] {
  const result = readSettings(env, '/srv/hub');
  return result.ok ? [] : result.problems;
}

describe('the settings', () => {
  it('have a default for everything', () => {
    expect(settingsOf({})).toEqual({
      host: '127.0.0.1',
      loopback: true,
      httpPort: 8080,
      mllpPort: 2575,
      dataDir: '/srv/hub/var',
      databaseUrl: undefined,
      redisUrl: undefined,
      register: { kind: 'demo', seconds: 60 },
      profileDir: '/srv/hub/config/profiles',
      paymentAmounts: '/srv/hub/config/payment-amounts.yaml',
      directory: '/srv/hub/config/directory/demo.yaml',
      directoryEditable: false,
      demo: true,
      environment: 'demo',
      clock: { kind: 'system' },
      logLevel: 'info',
      maxMessageBytes: 5_242_880,
      processingId: 'P',
      sweepSeconds: 10,
      mllpIdleSeconds: 300,
      keep: { bytes: 365, refused: 365, contents: undefined, stays: undefined, audit: 3_653 },
      signIn: { idleMinutes: 30, local: true, oidc: undefined },
      alerts: {
        rules: '/srv/hub/config/alerts.yaml',
        webhookSecrets: new Map(),
        smtpUrl: undefined,
        mailFrom: undefined,
      },
      consolePage: '/srv/hub/dist/console-web',
    });
  });

  it('come from the environment', () => {
    const settings = settingsOf({
      HEMGANG_HOST: '0.0.0.0',
      HEMGANG_HTTP_PORT: '0',
      HEMGANG_MLLP_PORT: ' 0 ',
      HEMGANG_DATA_DIR: '/data',
      DATABASE_URL: 'postgres://hub:secret@db/hub',
      REDIS_URL: 'rediss://cache:6380',
      HEMGANG_PROFILE_DIR: 'rules',
      HEMGANG_PAYMENT_AMOUNTS: 'amounts.yaml',
      HEMGANG_DIRECTORY: '../directory.yaml',
      HEMGANG_DIRECTORY_EDITABLE: 'true',
      HEMGANG_CLOCK: 'simulated:2026-11-23T07:30:00+01:00',
      HEMGANG_LOG_LEVEL: 'warn',
      HEMGANG_MAX_MESSAGE_BYTES: '1048576',
      HEMGANG_PROCESSING_ID: 'T',
      HEMGANG_SWEEP_SECONDS: '2',
      HEMGANG_MLLP_IDLE_SECONDS: '60',
      HEMGANG_KEEP_BYTES_DAYS: '30',
      HEMGANG_KEEP_REFUSED_DAYS: '0',
      HEMGANG_KEEP_CONTENTS_DAYS: '730',
      HEMGANG_KEEP_STAYS_DAYS: '1000',
      HEMGANG_KEEP_AUDIT_DAYS: '1827',
      HEMGANG_CONSOLE_IDLE_MINUTES: '15',
      HEMGANG_ENVIRONMENT: 'acceptans',
      HEMGANG_CONSOLE_LOCAL: 'false',
      HEMGANG_CONSOLE_PAGE: 'page',
      HEMGANG_OIDC_ISSUER: 'https://login.example.se/region',
      HEMGANG_OIDC_CLIENT_ID: 'hemgang',
      HEMGANG_OIDC_ROLES: 'Driftledning = operations, hub-admin=admin,hub-admin=auditor',
    });
    expect(settings).toEqual({
      host: '0.0.0.0',
      loopback: false,
      httpPort: 0,
      mllpPort: 0,
      dataDir: '/data',
      databaseUrl: 'postgres://hub:secret@db/hub',
      redisUrl: 'rediss://cache:6380',
      register: { kind: 'none', seconds: 60 },
      profileDir: '/srv/hub/rules',
      paymentAmounts: '/srv/hub/amounts.yaml',
      directory: '/srv/directory.yaml',
      directoryEditable: true,
      demo: false,
      environment: 'acceptans',
      clock: { kind: 'simulated', start: new Date('2026-11-23T06:30:00Z') },
      logLevel: 'warn',
      maxMessageBytes: 1_048_576,
      processingId: 'T',
      sweepSeconds: 2,
      mllpIdleSeconds: 60,
      keep: { bytes: 30, refused: undefined, contents: 730, stays: 1_000, audit: 1_827 },
      alerts: expect.objectContaining({ rules: '/srv/hub/config/alerts.yaml' }),
      consolePage: '/srv/hub/page',
      signIn: {
        idleMinutes: 15,
        local: false,
        oidc: {
          issuer: 'https://login.example.se/region',
          clientId: 'hemgang',
          clientSecret: undefined,
          scopes: 'openid profile',
          name: 'OpenID Connect',
          rolesClaim: 'roles',
          roles: new Map([
            ['Driftledning', ['operations']],
            ['hub-admin', ['admin', 'auditor']],
          ]),
        },
      },
    });
  });

  it('[L-LOG-01] [L-KEEP-01] the audit is kept for five years or more, and a setting below that stops the start', () => {
    expect(settingsOf({ HEMGANG_KEEP_AUDIT_DAYS: '1827' }).keep.audit).toBe(1_827);
    expect(problemsOf({ HEMGANG_KEEP_AUDIT_DAYS: '1826', HEMGANG_KEEP_CONTENTS_DAYS: '364' })).toEqual([
      'HEMGANG_KEEP_CONTENTS_DAYS must be 0, for ever, or at least 365 days',
      'HEMGANG_KEEP_AUDIT_DAYS must be 0, for ever, or at least 1827 days',
    ]);
  });

  it('take an empty variable for one that is not set', () => {
    const names = ['HEMGANG_HTTP_PORT', 'HEMGANG_DIRECTORY', 'DATABASE_URL', 'REDIS_URL', 'HEMGANG_CLOCK'];
    expect(settingsOf(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(settingsOf({}));
  });

  it.each([
    ['localhost', true],
    ['127.0.0.53', true],
    ['::1', true],
    ['::', false],
    ['192.168.1.4', false],
    ['127.example.org', false],
  ])('know whether %s is reached only from this machine', (host, loopback) => {
    expect(settingsOf({ HEMGANG_HOST: host }).loopback).toBe(loopback);
  });

  it.each([
    ['HEMGANG_HTTP_PORT', '65536'],
    ['HEMGANG_HTTP_PORT', '80a'],
    ['HEMGANG_MLLP_PORT', '-1'],
    ['HEMGANG_MLLP_PORT', '1e3'],
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'db'],
    ['REDIS_URL', 'http://cache'],
    ['HEMGANG_CLOCK', 'simulated'],
    ['HEMGANG_CLOCK', 'simulated:2026-11-23T07:30:00'],
    ['HEMGANG_CLOCK', 'simulated:2026-02-30T07:30:00Z'],
    ['HEMGANG_CLOCK', 'simulated:2026-11-23T25:30:00Z'],
    ['HEMGANG_CLOCK', 'fast'],
    ['HEMGANG_LOG_LEVEL', 'loud'],
    ['HEMGANG_MAX_MESSAGE_BYTES', '12'],
    ['HEMGANG_PROCESSING_ID', 'p'],
    ['HEMGANG_SWEEP_SECONDS', '0'],
    ['HEMGANG_MLLP_IDLE_SECONDS', '1.5'],
  ])('do not take %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} must be`)]);
  });

  it('tell every problem at once', () => {
    expect(problemsOf({ HEMGANG_HTTP_PORT: 'x', HEMGANG_PROCESSING_ID: 'x', REDIS_URL: 'x' })).toHaveLength(3);
  });

  it('do not let HTTP and MLLP share a port', () => {
    expect(problemsOf({ HEMGANG_HTTP_PORT: '2575' })).toEqual([expect.stringContaining('they must differ')]);
  });

  it('have no simulated clock in production', () => {
    const env = { NODE_ENV: 'production', HEMGANG_CLOCK: 'simulated:2026-11-23T07:30:00+01:00' };
    expect(problemsOf(env)).toEqual([expect.stringContaining('NODE_ENV is production')]);
    expect(problemsOf({ ...env, HEMGANG_CLOCK: 'system' })).toEqual([]);
  });

  it('never repeat a URL that may hold a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://hub:secret@db/hub' }).join()).not.toContain('secret');
  });

  it('of an issuer are whole and safe, or said to be wrong', () => {
    const oidc = (entries: Record<string, string>) =>
      problemsOf(Object.fromEntries(Object.entries(entries).map(([name, value]) => [`HEMGANG_OIDC_${name}`, value])));
    expect(oidc({ CLIENT_ID: 'hub' })).toEqual(['HEMGANG_OIDC_CLIENT_ID is set, but HEMGANG_OIDC_ISSUER is not']);
    expect(oidc({ ISSUER: 'http://login.example.se' })).toEqual([
      'HEMGANG_OIDC_ISSUER must be an https URL; http only on this machine',
      'HEMGANG_OIDC_CLIENT_ID must be set together with HEMGANG_OIDC_ISSUER',
      'HEMGANG_OIDC_ROLES must be set together with HEMGANG_OIDC_ISSUER',
    ]);
    const whole = { ISSUER: 'http://127.0.0.1:9000', CLIENT_ID: 'hub', ROLES: 'a=admin' };
    expect(oidc(whole)).toEqual([]);
    expect(oidc({ ...whole, SCOPES: 'profile' })).toEqual(['HEMGANG_OIDC_SCOPES must hold openid']);
    expect(oidc({ ...whole, ROLES: 'a=party' })).toEqual([expect.stringContaining('operations, auditor, admin')]);
  });

  it('name the environment after the directory and the mode, where nobody names it', () => {
    const directory = 'config/region.yaml';
    expect(settingsOf({}).environment).toBe('demo');
    expect(settingsOf({ HEMGANG_DIRECTORY: directory }).environment).toBe('test');
    expect(settingsOf({ HEMGANG_DIRECTORY: directory, NODE_ENV: 'production' }).environment).toBe('produktion');
    expect(problemsOf({ HEMGANG_ENVIRONMENT: 'x'.repeat(41) })).toEqual([
      'HEMGANG_ENVIRONMENT must have at most 40 characters',
    ]);
  });
});
