import { useTranslation } from 'react-i18next';
import { useDirectory } from '../../api/directory.js';
import { LinkButton } from '../../parts/controls.js';
import { PageHead } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { Editor } from './editor.js';
import './directory.css';

/** The file that the directory is read from: looked at, tried, and, where the console may, changed. */
export default function FileView() {
  const { t } = useTranslation('directory');
  const directory = useDirectory();
  return (
    <>
      <PageHead
        title={t('file.title', { file: directory.data?.file.path ?? '' })}
        actions={<LinkButton to="/directory">{t('backTo')}</LinkButton>}
      >
        {t('file.about')}
      </PageHead>
      <Answer of={directory}>
        {({ file }) =>
          file.text === null ? (
            <p className="notice-box" data-tone="notice">
              {t('file.hidden')}
            </p>
          ) : (
            <Editor file={file} text={file.text} />
          )
        }
      </Answer>
    </>
  );
}
