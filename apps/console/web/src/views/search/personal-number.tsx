import { useTranslation } from 'react-i18next';

/** Why persons are not looked for, and how to find what one looks for. */
export function PersonalNumber() {
  const { t } = useTranslation('search');
  return (
    <div className="notice-box" data-tone="warning" role="alert">
      <strong>{t('personalNumber.title')}</strong>
      <span>{t('personalNumber.why')}</span>
      <span>{t('personalNumber.instead')}</span>
    </div>
  );
}
