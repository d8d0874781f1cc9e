import { useTranslation } from 'react-i18next';
import { Button } from './controls.js';
import { Window } from './dialog.js';

/** Asks before the bytes of a message are saved: they hold patient data, and who takes them is noted. */
export function DownloadWindow({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTranslation('contents');
  return (
    <Window title={t('download.title')} onClose={onClose}>
      <p>{t('download.text')}</p>
      <div className="row">
        <a className="button" data-tone="main" href={path} download onClick={() => setTimeout(onClose)}>
          {t('download.action')}
        </a>
        <Button onPress={onClose}>{t('download.cancel')}</Button>
      </div>
    </Window>
  );
}
