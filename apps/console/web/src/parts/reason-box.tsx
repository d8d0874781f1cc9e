import { useTranslation } from 'react-i18next';
import { TextBox } from './controls.js';

/** Fewer characters are no reason; the hub refuses them too. */
const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

/** A box for a reason that is kept in the audit. */
export function ReasonBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('page');
  return (
    <TextBox
      label={t('reason')}
      help={t('reasonHelp')}
      value={value}
      onChange={onChange}
      rows={3}
      maxLength={LONGEST_REASON}
      isRequired
      autoFocus
    />
  );
}

/** Whether a reason may be sent. */
export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST_REASON;
}
