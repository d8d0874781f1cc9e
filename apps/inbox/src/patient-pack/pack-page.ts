import type { PackGap, PackUnit, PatientPack } from '#domain/patient-pack/pack.js';
import { Html, markup } from './markup.js';
import { clinicalParts } from './pack-clinical.js';
import { PACK_STYLE } from './pack-style.js';
import { PACK_TEXT, wordFor } from './pack-text.js';
import type { PackLanguage } from './pack-text.js';
import type { PackText } from './pack-text-sv.js';
import { identityOf, packWords } from './pack-words.js';
import type { PackWords } from './pack-words.js';

/** The patient's pack as a page to print: what to do and whom to ask first, then what was done. */
export function packPage(pack: PatientPack, language: PackLanguage): string {
  const text = PACK_TEXT[language];
  const words = packWords(text);
  const { givenName, familyName } = pack.patient;
  const name = `${givenName} ${familyName}`;
  const person = `${name}, ${identityOf(pack.patient)}`;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<style>${new Html(PACK_STYLE)}</style>
</head>
<body>
<table class="paper">
<thead>
<tr><td>${text.title}<strong class="person">${person}</strong></td></tr>
<tr class="gap"><td></td></tr>
</thead>
<tbody><tr><td>
<h1>${text.title}</h1>
<p><strong>${name}</strong></p>
${addressOf(pack)}
${pack.isFinal ? undefined : markup`<p class="note"><strong>${text.draft}</strong></p>`}
${pack.patient.isProtected ? markup`<p class="note">${text.protected}</p>` : undefined}
<p>${text.intro}</p>
${stayOf(pack, text, words)}
${askOf(pack, text)}
${sipOf(pack, text, words)}
${servicesOf(pack, text, words)}
${informationOf(pack, text, words)}
${clinicalParts(pack, text, words)}
${orderOf(pack, text)}
${missingOf(pack, text)}
<p class="quiet">${text.stayNumber} ${pack.episode.number}. ${text.made} ${words.at(pack.madeAt)}.</p>
</td></tr></tbody>
</table>
</body>
</html>
`.text;
}

function addressOf({ patient: { address } }: PatientPack): Html | undefined {
  if (address === undefined) return undefined;
  // As it is written on an envelope.
  const postalCode = address.postalCode?.replace(/^(\d{3})(\d{2})$/u, '$1 $2');
  const town = [postalCode, address.city].filter((part) => part !== undefined).join(' ');
  return markup`<p class="said">${[...address.line, town].filter((line) => line !== '').join('\n')}</p>`;
}

function stayOf(pack: PatientPack, { stay }: PackText, words: PackWords): Html {
  const { admittedAt, dischargedAt, expectedDischarge } = pack;
  const row = (label: string, at: string | undefined) =>
    at === undefined ? undefined : markup`<dt>${label}</dt><dd>${words.when(at)}</dd>`;
  const left = dischargedAt === undefined ? row(stay.expected, expectedDischarge) : row(stay.discharged, dischargedAt);
  return markup`<h2>${stay.title}</h2>
<dl><dt>${stay.ward}</dt><dd>${pack.ward.name} ${phoneOf(pack.ward.phone)}</dd>
${row(stay.admitted, admittedAt)}${left}</dl>`;
}

function phoneOf(phone: string | undefined): Html | undefined {
  return phone === undefined ? undefined : markup`<span class="phone">${phone}</span>`;
}

function askOf(pack: PatientPack, { ask, roles }: PackText): Html {
  const contacts = pack.careContacts.map(({ name, title, unit, phone, coordinates }) => {
    const who = ['', title, unit].filter((part) => part !== undefined).join(', ');
    const leads = coordinates ? ` (${ask.coordinates})` : '';
    return markup`<li><strong>${name}</strong>${who} ${phoneOf(phone)}${leads}</li>`;
  });
  const rows = pack.contacts.map(({ name, role, phone }) => {
    const word = role === undefined ? '' : wordFor(roles, role);
    return markup`<tr><td>${word}</td><td>${name}</td><td>${phoneOf(phone)}</td></tr>`;
  });
  return markup`<h2>${ask.title}</h2>
${contacts.length === 0 ? undefined : markup`<h3>${ask.contact}</h3><ul>${contacts}</ul>`}
<h3>${ask.others}</h3>
<table class="list"><tbody>${rows}</tbody></table>
<p class="note">${ask.emergency}</p>`;
}

function sipOf({ sip }: PatientPack, { sip: text, forms }: PackText, words: PackWords): Html | undefined {
  if (sip === undefined) return undefined;
  const { form, place } = sip;
  return markup`<h2>${text.title}</h2>
<dl><dt>${text.at}</dt><dd><strong>${words.when(sip.at)}</strong></dd>
${form === undefined ? undefined : markup`<dt>${text.form}</dt><dd>${wordFor(forms, form)}</dd>`}
${place === undefined ? undefined : markup`<dt>${text.place}</dt><dd>${place}</dd>`}</dl>`;
}

function servicesOf(pack: PatientPack, { services, roles }: PackText, words: PackWords): Html | undefined {
  if (pack.services.length === 0) return undefined;
  const rows = pack.services.map(({ name, startsOn, responsible, performer }) => {
    const by = performer === undefined ? undefined : markup`<br>${services.by}: ${performer}`;
    return markup`<tr><td>${words.when(startsOn)}</td><td>${name}</td><td>${unitOf(responsible, roles)}${by}</td></tr>`;
  });
  return markup`<h2>${services.title}</h2>
<table class="list"><thead><tr><th>${services.from}</th><th>${services.what}</th><th>${services.who}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function unitOf({ name, role, phone }: PackUnit, roles: PackText['roles']): Html {
  const word = role === undefined ? undefined : markup`${wordFor(roles, role)}<br>`;
  return markup`${word}${name} ${phoneOf(phone)}`;
}

function informationOf(pack: PatientPack, { information }: PackText, words: PackWords): Html | undefined {
  if (pack.information.length === 0) return undefined;
  const parts = pack.information.map(({ unit, writtenAt, entries }) => {
    const rows = entries.map(({ date, text, profession }) => {
      const by = profession === undefined ? '' : `\n(${profession})`;
      return markup`<tr><td>${words.when(date)}</td><td class="said">${text}${by}</td></tr>`;
    });
    return markup`<h3>${unit.name}</h3><table class="list"><tbody>${rows}</tbody></table>
<p class="quiet">${information.written} ${words.at(writtenAt)}</p>`;
  });
  return markup`<h2>${information.title}</h2>${parts}`;
}

function orderOf(pack: PatientPack, { order, asked }: PackText): Html {
  const items = pack.contactOrder.map(({ who, name, phone }) => {
    const called = name === undefined ? '' : `: ${name}`;
    return markup`<li>${wordFor(asked, who)}${called} ${phoneOf(phone)}</li>`;
  });
  return markup`<h2>${order.title}</h2><p>${order.intro}</p><ol>${items}</ol>`;
}

function missingOf(pack: PatientPack, text: PackText): Html | undefined {
  if (pack.missing.length === 0) return undefined;
  const items = pack.missing.map((gap) => markup`<li>${gapOf(gap, text)}</li>`);
  return markup`<h2>${text.missing.title}</h2><p>${text.missing.intro}</p><ul>${items}</ul>`;
}

function gapOf({ part, why, unit }: PackGap, { parts, why: reasons }: PackText): string {
  const from = unit === undefined ? '' : ` (${unit.name})`;
  return `${parts[part]}${from} ${reasons[why]}.`;
}
