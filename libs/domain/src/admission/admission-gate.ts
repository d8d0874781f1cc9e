import type { Episode } from '../episode/episode.js';
import type { Message, PlanningCategory } from '../message.js';
import type { CategoryRule, KindRule, Profile } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason } from '../reason.js';

/** Why the category table does not let this kind through, if so (G-CAT-03, G-CAT-04, G-CAT-06, G-COL-06, G-RDY-10). */
export function gateReason(
  message: Message,
  episode: Episode | undefined,
  category: PlanningCategory,
  rule: KindRule,
  profile: Profile,
): Reason | undefined {
  const row = profile.categories[category];
  if (rule.gate === 'notice') return noticeGate(message, episode, category, row);
  if (rule.gate === 'ready') return readyGate(episode, category, row);
  if (rule.gate === 'sip' && !row.sip) {
    return reason(
      'category-without-notice',
      'planningCategory',
      { en: `category ${category} has no SIP`, sv: `kategori ${category} har ingen SIP` },
      row.sipRule,
    );
  }
  return undefined;
}

function noticeGate(
  message: Message,
  episode: Episode | undefined,
  category: PlanningCategory,
  row: CategoryRule,
): Reason | undefined {
  if (row.notice === 'never') {
    const detail = {
      en: `category ${category} has no admission notice`,
      sv: `kategori ${category} har inget inskrivningsmeddelande`,
    };
    return reason('category-without-notice', 'planningCategory', detail, row.noticeRule);
  }
  const isJudged = message.content['physicianAssessed'] ?? episode?.facts.targetGroup?.physicianAssessed;
  if (row.notice === 'always' || isJudged === true) return undefined;
  const detail = {
    en: 'a physician has to judge that the notice is needed',
    sv: 'en läkare måste ha bedömt att meddelandet behövs',
  };
  return reason('category-without-notice', 'content.physicianAssessed', detail, row.noticeRule);
}

function readyGate(episode: Episode | undefined, category: PlanningCategory, row: CategoryRule): Reason | undefined {
  if (row.ready === 'never') {
    const detail = {
      en: `category ${category} has no ready notice`,
      sv: `kategori ${category} har inget utskrivningsklar`,
    };
    return reason('category-without-notice', 'planningCategory', detail, row.readyRule);
  }
  if (row.ready === 'always' || episode?.facts.noticeSent === true) return undefined;
  const detail = {
    en: 'no admission notice was sent in this care episode',
    sv: 'inget inskrivningsmeddelande har skickats i vårdtillfället',
  };
  return reason('category-without-notice', 'planningCategory', detail, row.readyRule);
}
