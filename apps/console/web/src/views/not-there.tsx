import { useTranslation } from 'react-i18next';
import { LinkButton } from '../parts/controls.js';
import { PageHead } from '../parts/page.js';

/** An address that the console does not have. */
export function NotThere() {
  const { t } = useTranslation('page');
  return (
    <>
      <PageHead title={t('notThere.title')}>{t('notThere.text')}</PageHead>
      <div>
        <LinkButton to="/">{t('menu.overview')}</LinkButton>
      </div>
    </>
  );
}
