import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpWorld, notice, WARD } from './http-world.js';

/** What the patient takes home, from a whole hub: as data and as a page to print. */

const SOCIAL = 'SE2120002338-SOC01';
const NOTES = {
  medicationList: 'Alvedon 500 mg',
  medicalSummary: 'Läkt <b>brott</b>',
  nursingSummary: 'Uppegående',
  physicianResponsibility: { who: 'oppenvard' },
};

let world: HttpWorld;
let path: string;

beforeAll(async () => {
  world = await HttpWorld.open();
  const admitted = notice({ consent: { given: false } });
  const { body } = await world.sendJson(admitted);
  path = `/v1/episodes/${body.episode.id}/patient-pack`;
  const notes = { ...notice(), kind: 'slutanteckningar', episodeId: admitted['episodeId'], content: NOTES };
  const sent = Object.fromEntries(
    Object.entries(notes).filter(([name]) => !['patient', 'planningCategory'].includes(name)),
  );
  const { body: answer } = await world.sendJson(sent);
  expect(answer.warnings).toMatchObject([{ code: 'consent-missing', rule: 'G-XFER-08' }]);
}, 120_000);
afterAll(() => world.close());

async function get(unit: string, headers: Record<string, string> = {}, of = path) {
  const response = await fetch(`${world.hub.url}${of}`, {
    headers: { authorization: `Bearer ${await world.hub.tokenFor(unit)}`, ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("the patient's pack of a whole hub", () => {
  it.each([undefined, 'application/json', '*/*', 'text/html;q=0.5, application/json'])(
    '[G-DIS-10] [G-DIS-12] is data when that is liked best: %s',
    async (accept) => {
      const { status, headers, text } = await get(WARD, accept === undefined ? {} : { accept });
      const named = ['content-type', 'cache-control', 'vary'].map((name) => headers.get(name));
      expect([status, ...named]).toEqual([
        ...[200, 'application/json; charset=utf-8', 'no-store', 'Accept, Accept-Language'],
      ]);
      // The ward wrote it: without consent it goes to nobody but the patient.
      expect(JSON.parse(text)).toMatchObject({
        ...{ isFinal: false, patient: { familyName: 'Tolvansson' } },
        care: { medicationList: 'Alvedon 500 mg', medicalSummary: 'Läkt <b>brott</b>' },
      });
    },
  );

  it('[G-XFER-08] others see that it is there, and nothing of it', async () => {
    const { text } = await get(SOCIAL);
    expect(text).not.toContain('Alvedon');
    expect(JSON.parse(text).missing).toContainEqual({ part: 'medication-list', why: 'no-consent', rule: 'G-DIS-14' });
  });

  it.each([
    [undefined, 'sv', 'Hem från sjukhuset'],
    ['de, *;q=0.1', 'sv', 'Hem från sjukhuset'],
    ['en-US, sv;q=0.9', 'en', 'Home from hospital'],
    ['en;q=0.5, sv-SE', 'sv', 'Hem från sjukhuset'],
  ])('[G-PLAN-15] [G-DIS-08] is a page to print that fetches and runs nothing: %s', async (language, lang, title) => {
    const liked: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
    const { status, headers, text } = await get(WARD, { accept: 'text/html', ...liked });
    const named = ['content-type', 'content-language', 'x-content-type-options', 'cache-control', 'referrer-policy'];
    expect([status, ...named.map((name) => headers.get(name))]).toEqual([
      ...[200, 'text/html; charset=utf-8', lang, 'nosniff', 'no-store', 'no-referrer'],
    ]);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain(`<title>${title}</title>`);
    expect(text).toContain('Läkt &lt;b&gt;brott&lt;/b&gt;');
  });

  it('[G-PLAN-15] [G-DIS-08] is a PDF as well', async () => {
    const { status, headers, text } = await get(WARD, { accept: 'application/pdf' });
    expect([status, headers.get('content-type'), text.slice(0, 8)]).toEqual([200, 'application/pdf', '%PDF-1.7']);
  });

  it('is not there for others, nor in other forms', async () => {
    expect((await get('SE2120002346-SOC01')).status).toBe(404);
    expect((await get(WARD, {}, '/v1/episodes/x/patient-pack')).status).toBe(404);
    const { status, text } = await get(WARD, { accept: 'image/png' });
    expect([status, JSON.parse(text).code]).toEqual([406, 'not-acceptable']);
    expect((await fetch(`${world.hub.url}${path}`)).status).toBe(401);
  });
});
