import 'reflect-metadata';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsoleWorld } from './console-world.js';

const SCRIPT = `console.log('hemgang');\n`.repeat(200);

let folder: string;
let world: ConsoleWorld;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
  world = await ConsoleWorld.open({ env: { HEMGANG_CONSOLE_PAGE: join(folder, 'page') } });
}, 60_000);
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => world.browser().get(path, { headers });

async function build(text: string): Promise<void> {
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'assets/main-1a2b.js'), SCRIPT);
  await writeFile(join(page, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(page, 'index.html'), text);
}

describe('the page at /console', () => {
  it('that has not been built says how it is, and comes without a restart', async () => {
    const missing = await get('/console');
    expect(missing).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(missing.body.title).toContain('npm run build:console');
    await build('<!doctype html><title>Hemgång</title>');
    expect((await get('/console')).status).toBe(200);
  });

  it('is the same at every address of a view, kept by nobody', async () => {
    for (const path of ['/console', '/console/', '/console/deadlines', '/console/messages/0199-x?tab=raw']) {
      const { status, text, headers } = await get(path);
      expect([path, status, text]).toEqual([path, 200, '<!doctype html><title>Hemgång</title>']);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetch(`${world.base}/console/deadlines`, { method: 'HEAD' })).status).toBe(200);
  });

  it('has scripts that are kept for ever under their names, packed for who takes that', async () => {
    const path = '/console/assets/main-1a2b.js';
    const packed = await get(path, { 'accept-encoding': 'br' });
    expect([packed.status, packed.text]).toEqual([200, SCRIPT]);
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const plain = await get(path, { 'accept-encoding': 'identity' });
    expect([plain.headers.get('content-encoding'), plain.text]).toEqual([null, SCRIPT]);
    const etag = plain.headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/console/icon.svg')).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('has nothing outside its folder, and no page where a script or an answer should be', async () => {
    await writeFile(join(folder, 'secret.txt'), 'secret');
    const paths = ['assets/main-0000.js', 'assets/../../secret.txt', 'assets/%2e%2e/%2e%2e/secret.txt', 'assets'];
    for (const path of [...paths, 'session/nothing', 'oidc/nothing', '%2e%2e/secret.txt']) {
      const { status, text } = await get(`/console/${path}`);
      expect([path, text.includes('secret')]).toEqual([path, false]);
      if (!path.startsWith('%2e')) expect([path, status]).toEqual([path, 404]);
    }
    expect((await get('/consolez')).status).toBe(404);
    expect((await world.browser().post('/console/deadlines')).status).toBe(404);
  });

  it('is taken up anew when it has been built again', async () => {
    await build('<!doctype html><title>Ny</title>');
    await utimes(join(folder, 'page/index.html'), new Date(), new Date(Date.now() + 5_000));
    expect((await get('/console')).text).toContain('Ny');
  });
});

describe('headers below /console', () => {
  it('let the page run its own scripts and styles only, in no frame, and tell nobody where it was', async () => {
    const paths = ['/console', '/console/assets/main-1a2b.js', '/console/session', '/console/assets/nothing.js'];
    paths.push('/%63onsole', '/consol%65/deadlines', '/%63onsole/session');
    for (const path of paths) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, policy.split('; ')]).toEqual([
        path,
        expect.arrayContaining([
          ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
          ...["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"],
        ]),
      ]);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(Object.fromEntries(headers)).toMatchObject({
        ...{ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' },
        ...{ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' },
        'permissions-policy': expect.stringContaining('camera=()'),
      });
    }
    expect((await get('/v1/ops/sample')).headers.get('content-security-policy')).toBeNull();
  });

  it('ask for https ever after only where the hub is reached by it', async () => {
    expect((await get('/console')).headers.get('strict-transport-security')).toBeNull();
    const env = { HEMGANG_PUBLIC_URL: 'https://hemgang.example.se' };
    const safe = await ConsoleWorld.open({ env, database: world.database });
    const { headers } = await safe.browser().get('/console/session');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    await safe.close();
  });
});
