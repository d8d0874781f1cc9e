import { HEALTH_HEADINGS } from '#domain/patient-pack/pack.js';
import type { PackSelfCare, PatientPack } from '#domain/patient-pack/pack.js';
import { markup } from './markup.js';
import type { Html } from './markup.js';
import { wordFor } from './pack-text.js';
import type { PackText } from './pack-text-sv.js';
import type { PackWords } from './pack-words.js';

/** Medicines, health, care and self-care: from a page of their own on, so that the first pages can be shown to others. */
export function clinicalParts(pack: PatientPack, text: PackText, words: PackWords): Html | undefined {
  const parts = [medicinesOf(pack, text), healthOf(pack, text), careOf(pack, text), selfCareOf(pack, text, words)];
  return parts.every((part) => part === undefined) ? undefined : markup`<div class="next">${parts}</div>`;
}

function said(heading: string, text: string | undefined): Html | undefined {
  return text === undefined ? undefined : markup`<h3>${heading}</h3><p class="said">${text}</p>`;
}

function medicinesOf({ care }: PatientPack, { medicines }: PackText): Html | undefined {
  if (care.medicationList === undefined) return undefined;
  return markup`<h2>${medicines.title}</h2><p class="said">${care.medicationList}</p>`;
}

function healthOf({ health }: PatientPack, { health: text }: PackText): Html | undefined {
  const parts = HEALTH_HEADINGS.map((heading) => said(text[heading], health[heading]));
  return parts.every((part) => part === undefined) ? undefined : markup`<h2>${text.title}</h2>${parts}`;
}

function careOf({ care: told }: PatientPack, { care, physicians }: PackText): Html | undefined {
  const { physician } = told;
  const who = physician && [wordFor(physicians, physician.who), physician.text].filter((part) => part !== undefined);
  const parts = [
    said(care.summary, told.summary),
    said(care.medical, told.medicalSummary),
    said(care.nursing, told.nursingSummary),
    said(care.physician, who?.join('. ')),
  ];
  return parts.every((part) => part === undefined) ? undefined : markup`<h2>${care.title}</h2>${parts}`;
}

function selfCareOf(pack: PatientPack, text: PackText, words: PackWords): Html | undefined {
  if (pack.selfCare.length === 0) return undefined;
  return markup`<h2>${text.selfCare.title}</h2>${pack.selfCare.map((one) => measureOf(one, text, words))}`;
}

function measureOf(judged: PackSelfCare, { selfCare, responsible }: PackText, words: PackWords): Html {
  const { assessor, followUp } = judged;
  const row = (label: string, value: string | undefined) =>
    value === undefined ? undefined : markup`<dt>${label}</dt><dd class="said">${value}</dd>`;
  const who = assessor && [assessor.name, assessor.title].filter((part) => part !== undefined).join(', ');
  const rows = [
    row(selfCare.meaning, judged.meaning),
    row(selfCare.assessment, judged.assessment),
    row(selfCare.responsible, judged.responsible === undefined ? undefined : wordFor(responsible, judged.responsible)),
    row(selfCare.performer, judged.performer),
    row(selfCare.followUp, followUp === undefined ? undefined : words.when(followUp)),
    row(selfCare.assessor, [who, judged.unit.name].filter((part) => part !== undefined).join(', ')),
  ];
  return markup`<h3>${judged.measure}</h3><dl>${rows}</dl>`;
}
