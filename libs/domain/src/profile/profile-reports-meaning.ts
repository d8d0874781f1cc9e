import type { ConfigPath } from '../config-reader.js';
import { formAt } from './profile-paths.js';
import type { Note } from './profile-asks.js';
import { LAW_PAYMENT } from '../report/payment-rule.js';
import type { ProfileDraft } from './profile-shape.js';

/** Notes kinds and fields that the follow-up asks for and that the region has not. */
export function checkReports({ payment, reports, kinds, names }: ProfileDraft, note: Note): void {
  reports.shortNotice.forEach(({ kind, field, unless }, i) => {
    const at: ConfigPath = ['reports', 'shortNotice', i];
    if (!names.kinds.has(kind)) return note([...at, 'kind'], `the region has no kind ${kind}: it is not under kinds`);
    const told = formAt(`content.${field}`, [kind], kinds)?.type;
    if (told !== 'date' && told !== 'instant') note([...at, 'field'], `${field} holds neither a date nor an instant`);
    if (unless !== undefined && formAt(`content.${unless}`, [kind], kinds)?.type !== 'boolean') {
      note([...at, 'unless'], `${unless} is neither true nor false in ${kind}`);
    }
  });
  payment.openCareTells.forEach((kind, i) => {
    const rule = kinds[kind];
    // The law's own list names kinds that not every region has.
    if (payment.openCareTells !== LAW_PAYMENT.openCareTells && !names.kinds.has(kind)) {
      note(['payment', 'openCareTells', i], `the region has no kind ${kind}: it is not under kinds`);
    }
    if (rule?.senders.includes('oppenvard') === false) {
      note(['payment', 'openCareTells', i], `oppenvard may not send ${kind}, and so never tells anything by it`);
    }
  });
}
