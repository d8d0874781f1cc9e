import type { PackGap, PackUnit, PatientPack } from '#domain/patient-pack/pack.js';
import { blocksOf, fieldsOf, joined, listOf, paragraph, sectionOf } from '../paper.js';
import type { Block, Paper, PaperLanguage, Run, Words } from '../paper.js';
import { addressLines, datesIn, identityOf, wordFor } from '../wording.js';
import type { PaperDates } from '../wording.js';
import { clinicalParts } from './pack-clinical.js';
import { EN } from './pack-text-en.js';
import { SV } from './pack-text-sv.js';
import type { PackText } from './pack-text-sv.js';

const TEXTS: Readonly<Record<PaperLanguage, PackText>> = { sv: SV, en: EN };

/** The patient's pack as a paper: what to do and whom to ask first, then what was done. */
export function packPaper(pack: PatientPack, language: PaperLanguage): Paper {
  const text = TEXTS[language];
  const dates = datesIn(language);
  const { givenName, familyName, address, isProtected } = pack.patient;
  const name = `${givenName} ${familyName}`;
  return {
    language,
    title: text.title,
    person: `${name}, ${identityOf(pack.patient)}`,
    reference: `${text.stayNumber} ${pack.episode.number} · ${dates.day(pack.madeAt)}`,
    madeAt: pack.madeAt,
    blocks: blocksOf(
      paragraph([{ text: name, style: 'strong' }]),
      address === undefined ? undefined : paragraph(addressLines(address).join('\n')),
      pack.isFinal ? undefined : { kind: 'note', words: [{ text: text.draft, style: 'strong' }] },
      isProtected ? { kind: 'note', words: text.protected } : undefined,
      paragraph(text.intro),
      stayOf(pack, text, dates),
      askOf(pack, text),
      sipOf(pack, text, dates),
      servicesOf(pack, text, dates),
      informationOf(pack, text, dates),
      clinicalParts(pack, text, dates),
      orderOf(pack, text),
      missingOf(pack, text),
      paragraph(`${text.stayNumber} ${pack.episode.number}. ${text.made} ${dates.at(pack.madeAt)}.`, 'quiet'),
    ),
  };
}

function stayOf(pack: PatientPack, { stay }: PackText, dates: PaperDates): Block[] {
  const { admittedAt, dischargedAt, expectedDischarge } = pack;
  const written = (at: string | undefined) => (at === undefined ? undefined : dates.when(at));
  const left =
    dischargedAt === undefined
      ? { label: stay.expected, value: written(expectedDischarge) }
      : { label: stay.discharged, value: written(dischargedAt) };
  const ward = { label: stay.ward, value: [{ text: pack.ward.name }, ...phoneOf(pack.ward.phone)] };
  return sectionOf(2, stay.title, fieldsOf([ward, { label: stay.admitted, value: written(admittedAt) }, left]));
}

/** A number, apart from what stands before it. */
function phoneOf(phone: string | undefined): Run[] {
  return phone === undefined ? [] : [{ text: ' ' }, { text: phone, style: 'phone' }];
}

function askOf(pack: PatientPack, { ask, roles }: PackText): Block[] {
  const contacts = pack.careContacts.map(({ name, title, unit, phone, coordinates }): Words => {
    const who = ['', title, unit].filter((part) => part !== undefined).join(', ');
    const leads = coordinates ? ` (${ask.coordinates})` : '';
    return [{ text: name, style: 'strong' }, { text: who }, ...phoneOf(phone), { text: leads }];
  });
  const rows = pack.contacts.map(({ name, role, phone }): Words[] => {
    return [
      role === undefined ? '' : wordFor(roles, role),
      name,
      phone === undefined ? '' : [{ text: phone, style: 'phone' }],
    ];
  });
  const columns = [
    { head: ask.who, share: 4 },
    { head: ask.where, share: 5 },
    { head: ask.phone, share: 3 },
  ];
  return sectionOf(
    2,
    ask.title,
    sectionOf(3, ask.contact, listOf(contacts)),
    sectionOf(3, ask.others, { kind: 'table', columns, rows }),
    { kind: 'note', words: ask.emergency },
  );
}

function sipOf({ sip }: PatientPack, { sip: text, forms }: PackText, dates: PaperDates): Block[] {
  if (sip === undefined) return [];
  const { form, place } = sip;
  const fields = fieldsOf([
    { label: text.at, value: [{ text: dates.when(sip.at), style: 'strong' }] },
    { label: text.form, value: form === undefined ? undefined : wordFor(forms, form) },
    { label: text.place, value: place },
  ]);
  return sectionOf(2, text.title, fields);
}

function servicesOf(pack: PatientPack, { services, roles }: PackText, dates: PaperDates): Block[] {
  if (pack.services.length === 0) return [];
  const rows = pack.services.map(({ name, startsOn, responsible, performer }): Words[] => {
    const by = performer === undefined ? [] : [{ text: `\n${services.by}: ${performer}` }];
    return [dates.when(startsOn), name, [...unitOf(responsible, roles), ...by]];
  });
  const columns = [
    { head: services.from, share: 3 },
    { head: services.what, share: 4 },
    { head: services.who, share: 4 },
  ];
  return sectionOf(2, services.title, { kind: 'table', columns, rows });
}

function unitOf({ name, role, phone }: PackUnit, roles: PackText['roles']): Run[] {
  return [{ text: joined([role === undefined ? undefined : wordFor(roles, role), name], '\n') }, ...phoneOf(phone)];
}

function informationOf(pack: PatientPack, { information }: PackText, dates: PaperDates): Block[] {
  const columns = [
    { head: information.on, share: 1 },
    { head: information.what, share: 2 },
  ];
  const parts = pack.information.flatMap(({ unit, writtenAt, entries }) => {
    const rows = entries.map(({ date, text, profession }) => {
      const by = profession === undefined ? '' : `\n(${profession})`;
      return [dates.when(date), `${text}${by}`];
    });
    const written = paragraph(`${information.written} ${dates.at(writtenAt)}`, 'quiet');
    return sectionOf(3, unit.name, { kind: 'table', columns, rows }, written);
  });
  return sectionOf(2, information.title, parts);
}

function orderOf(pack: PatientPack, { order, asked }: PackText): Block[] {
  const items = pack.contactOrder.map(({ who, name, phone }): Words => {
    const called = name === undefined ? '' : `: ${name}`;
    return [{ text: `${wordFor(asked, who)}${called}` }, ...phoneOf(phone)];
  });
  return sectionOf(2, order.title, paragraph(order.intro), listOf(items, true));
}

function missingOf(pack: PatientPack, text: PackText): Block[] {
  const items = listOf(pack.missing.map((gap) => gapOf(gap, text)));
  return items === undefined ? [] : sectionOf(2, text.missing.title, paragraph(text.missing.intro), items);
}

function gapOf({ part, why, unit }: PackGap, { parts, why: reasons }: PackText): string {
  const from = unit === undefined ? '' : ` (${unit.name})`;
  return `${parts[part]}${from} ${reasons[why]}.`;
}
