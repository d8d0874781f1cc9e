import { HEALTH_HEADINGS } from '#domain/patient-pack/pack.js';
import type { PackSelfCare, PatientPack } from '#domain/patient-pack/pack.js';
import { fieldsOf, joined, paragraph, sectionOf } from '../paper.js';
import type { Block } from '../paper.js';
import { wordFor } from '../wording.js';
import type { PaperDates } from '../wording.js';
import type { PackText } from './pack-text-sv.js';

/** Medicines, health, care and self-care: from a page of their own on, so that the first pages can be shown to others. */
export function clinicalParts(pack: PatientPack, text: PackText, dates: PaperDates): Block[] {
  const parts = [
    ...sectionOf(2, text.medicines.title, paragraph(pack.care.medicationList)),
    ...healthOf(pack, text),
    ...careOf(pack, text),
    ...selfCareOf(pack, text, dates),
  ];
  return parts.length === 0 ? [] : [{ kind: 'page-break' }, ...parts];
}

function healthOf({ health }: PatientPack, { health: text }: PackText): Block[] {
  const parts = HEALTH_HEADINGS.flatMap((heading) => sectionOf(3, text[heading], paragraph(health[heading])));
  return sectionOf(2, text.title, parts);
}

function careOf({ care: told }: PatientPack, { care, physicians }: PackText): Block[] {
  const { physician } = told;
  const who = physician && joined([wordFor(physicians, physician.who), physician.text], '. ');
  return sectionOf(
    2,
    care.title,
    sectionOf(3, care.summary, paragraph(told.summary)),
    sectionOf(3, care.medical, paragraph(told.medicalSummary)),
    sectionOf(3, care.nursing, paragraph(told.nursingSummary)),
    sectionOf(3, care.physician, paragraph(who)),
  );
}

function selfCareOf(pack: PatientPack, text: PackText, dates: PaperDates): Block[] {
  return sectionOf(
    2,
    text.selfCare.title,
    pack.selfCare.flatMap((one) => measureOf(one, text, dates)),
  );
}

function measureOf(judged: PackSelfCare, { selfCare, responsible }: PackText, dates: PaperDates): Block[] {
  const { assessor, followUp } = judged;
  const fields = fieldsOf([
    { label: selfCare.meaning, value: judged.meaning },
    { label: selfCare.assessment, value: judged.assessment },
    {
      label: selfCare.responsible,
      value: judged.responsible === undefined ? undefined : wordFor(responsible, judged.responsible),
    },
    { label: selfCare.performer, value: judged.performer },
    { label: selfCare.followUp, value: followUp === undefined ? undefined : dates.when(followUp) },
    { label: selfCare.assessor, value: joined([assessor?.name, assessor?.title, judged.unit.name]) },
  ]);
  return sectionOf(3, judged.measure, fields);
}
