import { blocksOf, fieldsOf, listOf, paragraph, sectionOf } from '../paper.js';
import type { Block, Paper } from '../paper.js';
import { coordinatorWords, referenceOf } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';

/** What a SIP is, what one may expect of it and what one decides oneself (N-GEN-15, G-SIP-25). It says nothing of the person. */
export function informationPaper(ground: PlanGround): Paper {
  return {
    language: ground.language,
    title: ground.text.information.title,
    reference: referenceOf(ground),
    madeAt: ground.now,
    blocks: informationBlocks(ground, 2),
  };
}

/** The same as a part of another paper. */
export function informationBlocks(ground: PlanGround, level: 2 | 3): Block[] {
  const { information, plan } = ground.text;
  const parts = information.parts.flatMap(({ heading, ...part }) => {
    const { text, items = [] } = { text: undefined, ...part };
    return sectionOf(level, heading, paragraph(text), listOf(items));
  });
  const contact = fieldsOf([{ label: plan.coordinator, value: coordinatorWords(ground) }]);
  return blocksOf(
    parts,
    ground.rules?.patientPortal === undefined ? undefined : paragraph(information.portal),
    sectionOf(level, information.contact, contact),
  );
}
