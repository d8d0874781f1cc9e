import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PatientPack } from '#domain/patient-pack/pack.js';

import { SAMPLE_PACK } from '../../../../../test/support/pack-sample.js';
import { htmlOf } from '../html.js';
import { markup } from '../markup.js';
import type { PaperLanguage } from '../paper.js';
import { PAPER_POLICY } from '../policy.js';
import { packPaper } from './pack-paper.js';
import { EN } from './pack-text-en.js';
import { SV } from './pack-text-sv.js';

const packPage = (pack: PatientPack, language: PaperLanguage) => htmlOf(packPaper(pack, language));

/** What can be read on the page, without its style. */
function textOf(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** Tags of the page, without what stands in them, in order. */
const tagsOf = (page: string) => page.match(/<\/?\w+/g) ?? [];

const NOTHING: PatientPack = {
  ...SAMPLE_PACK,
  ...{ information: [], services: [], health: {}, care: {}, careContacts: [], selfCare: [], missing: [] },
};
const EMPTY = without(NOTHING, 'sip');

function without<T extends object, Key extends keyof T>(value: T, key: Key): Omit<T, Key> {
  const rest = { ...value };
  delete rest[key];
  return rest;
}

/** The pack with another text in the place of each of its texts. */
function withTexts<T>(value: T, text: string): T {
  if (typeof value === 'string') return (/^\d{4}-|^[a-z]+(-[a-z]+)*$/.test(value) ? value : text) as T;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, text)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, text)])) as T;
}

describe('the page that the patient takes home', () => {
  const page = packPage(SAMPLE_PACK, 'sv');
  const text = textOf(page);

  it('[G-DIS-08] [G-PLAN-15] prints what everybody wrote with the planned services, when they begin and whom to call', () => {
    for (const said of [
      'onsdag 25 november 2026 Du får träna att gå i trappa före hemgången. (fysioterapeut)',
      'Vi lägger om såret på måndagar och torsdagar. Ring om förbandet lossnar.',
      'fredag 27 november 2026 kl. 17.00 Hjälp med dusch och påklädning Kommunens socialtjänst Biståndsenheten Gävle 026-17 90 00',
      'Utförs av: Hemtjänsten Söder',
      'måndag 30 november 2026 Såromläggning',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('[G-DIS-09] [G-DIS-10] [G-DIS-11] [G-DIS-13] prints the meeting, the care, the medicines, the care contact and the health', () => {
    for (const said of [
      'Möte om din plan (SIP) Tid torsdag 3 december 2026 kl. 13.00 Hur Ni träffas Plats Hemma hos dig',
      'Frida Vik , distriktssköterska, Hälsocentralen Centrum 026-15 40 01 (samordnar din utskrivning)',
      'Dina läkemedel Klopidogrel 75 mg, 1 tablett på morgonen Atorvastatin 40 mg',
      'Läkarens sammanfattning (epikris) Ischemisk stroke',
      'Sjuksköterskans sammanfattning (omvårdnadsepikris) Förflyttar sig med rollator',
      'Hälsocentralen eller mottagningen. Blodtryck följs på hälsocentralen inom två veckor',
      'Vad du kan vänta dig De flesta blir bättre av träning',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('[G-SELF-10] [G-PLAN-04] [G-DIS-14] prints self-care, whom the parties ask in order, and what is missing', () => {
    for (const said of [
      'Det här betyder det för dig Ta av strumpan och ring om foten blir blå eller kall.',
      'Ansvarar En närstående Utför Dottern Följs upp tisdag 15 december 2026 Bedömt av Sara Syster, sjuksköterska',
      'Dig Närstående: Dottern Eva 070-174 06 00 Vårdplanerare',
      'Information till dig (Biståndsenheten Gävle) är inte skrivet än.',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('[G-PLAN-15] has the person at the top of every printed page: in the head of the table that holds it all', () => {
    const [, head = ''] = /<table class="paper" role="presentation">\s*<thead>(.*?)<\/thead>/s.exec(page) ?? [];
    expect(textOf(head)).toContain('Tolvan Tolvansson, 19121212-1212');
    expect(page).toContain('@page { size: A4;');
    expect(page).toContain('break-before: page');
  });

  it('fetches nothing and runs nothing: no script, no address, no style but the one that the policy names', () => {
    for (const language of ['sv', 'en'] as const) {
      const made = packPage(SAMPLE_PACK, language);
      expect(made).not.toMatch(
        /<(script|img|link|iframe|object|embed|form|a|base|svg|font)\b|\bon\w+=|url\(|@import|https?:/i,
      );
      expect(made.match(/style/g)).toHaveLength(2);
      const [, style = ''] = /<style>(.*)<\/style>/s.exec(made) ?? [];
      expect(PAPER_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    }
    expect(PAPER_POLICY).toMatch(/^default-src 'none'; /);
  });

  it('shows what parties wrote to the letter, and takes none of it for HTML', () => {
    const hostile = `</td><script>alert("1")</script><img src=x onerror='x'>&amp;`;
    const made = packPage(withTexts(SAMPLE_PACK, hostile), 'sv');
    expect(tagsOf(made)).toEqual(tagsOf(packPage(withTexts(SAMPLE_PACK, 'x'), 'sv')));
    expect(made).toContain(
      '&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt;&amp;amp;',
    );
  });

  it('is the same page whatever texts are in it', () => {
    const tags = tagsOf(packPage(withTexts(SAMPLE_PACK, 'x'), 'sv'));
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (any) => {
        fc.pre(any.trim() !== '' && !/^\d{4}-|^[a-z]+(-[a-z]+)*$/.test(any));
        expect(tagsOf(packPage(withTexts(SAMPLE_PACK, any), 'sv'))).toEqual(tags);
      }),
      { numRuns: 100 },
    );
  });

  it('[G-DIS-15] says of a draft that it is one', () => {
    expect(text).not.toContain('Utkast');
    const draft = textOf(packPage({ ...without(SAMPLE_PACK, 'dischargedAt'), isFinal: false }, 'sv'));
    expect(draft).toContain('Utkast.');
    expect(draft).toContain('Beräknad utskrivning fredag 27 november 2026');
  });

  it('[L-PROT-01] says that the identity is protected', () => {
    const patient = { ...without(SAMPLE_PACK.patient, 'address'), isProtected: true };
    const made = textOf(packPage({ ...SAMPLE_PACK, patient }, 'sv'));
    expect([made.includes('Skyddade personuppgifter'), made.includes('Åkergatan')]).toEqual([true, false]);
    expect(text).toContain('Åkergatan 1 803 10 Gävle');
    const unspaced = { ...SAMPLE_PACK.patient, address: { line: ['Åkergatan 1'], postalCode: '80310', city: 'Gävle' } };
    expect(textOf(packPage({ ...SAMPLE_PACK, patient: unspaced }, 'sv'))).toContain('803 10 Gävle');
  });

  it('leaves out headings of which nothing is there', () => {
    const made = textOf(packPage(EMPTY, 'sv'));
    for (const heading of [SV.services, SV.information, SV.medicines, SV.health, SV.care, SV.selfCare, SV.missing]) {
      expect(made).not.toContain(heading.title);
    }
    expect(made).not.toContain(SV.ask.contact);
    expect(made).toContain(SV.ask.others);
  });

  it('can be had in English, but for what the parties wrote', () => {
    const english = textOf(packPage(SAMPLE_PACK, 'en'));
    expect(english).toContain(
      'Friday, 27 November 2026 at 17:00 Hjälp med dusch och påklädning Municipal social services',
    );
    expect(english).toContain(EN.missing.title);
    expect(english).not.toContain(SV.missing.title);
  });

  it('shows a reservnummer as it is, and a time of which nothing can be read as it was written', () => {
    const patient = { ...SAMPLE_PACK.patient, id: '20121212T123', idType: 'reservnummer' as const };
    const made = textOf(packPage({ ...SAMPLE_PACK, patient, admittedAt: 'i går' }, 'sv'));
    expect(made).toContain('Tolvan Tolvansson, 20121212T123');
    expect(made).toContain('Inskriven i går');
  });
});

describe('a template', () => {
  it('escapes texts, writes numbers and pieces of HTML, and leaves out what is not there', () => {
    const list = ['<', undefined, '"'].map((one) => (one === undefined ? undefined : markup`<i>${one}</i>`));
    expect(markup`<p title="${`"'&`}">${1}${undefined}${list}</p>`.text).toBe(
      '<p title="&quot;&#39;&amp;">1<i>&lt;</i><i>&quot;</i></p>',
    );
  });
});
