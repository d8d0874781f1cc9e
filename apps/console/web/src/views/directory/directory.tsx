import { useTranslation } from 'react-i18next';
import { useDirectory } from '../../api/directory.js';
import type { Directory } from '../../api/directory.js';
import { useMay } from '../../api/session.js';
import { useFilters } from '../../api/address.js';
import { LinkButton } from '../../parts/controls.js';
import { DirectoryProblems } from '../../parts/directory-check.js';
import { LinkTabs, PageHead } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { Clients } from './clients.js';
import { Sources } from './sources.js';
import { Units } from './units.js';
import './directory.css';

const TABS = ['units', 'clients', 'sources'] as const;

/** Who takes part: units, the systems that act for them, and how their messages are read. */
export default function DirectoryView() {
  const { t } = useTranslation('directory');
  const filters = useFilters();
  const tab = TABS.find((one) => one === filters.of('tab')) ?? 'units';
  const directory = useDirectory();
  return (
    <>
      <PageHead title={t('title')} actions={<LinkButton to="/directory/file">{t('file.open')}</LinkButton>}>
        {t('about')}
      </PageHead>
      <Answer of={directory}>
        {(data) => (
          <>
            <FileState of={data} />
            <LinkTabs
              label={t('tabs')}
              current={tab}
              tabs={TABS.map((id) => ({
                id,
                text: t(`tab.${id}`),
                to: id === 'units' ? '/directory' : `/directory?tab=${id}`,
                count: id === 'sources' ? data.sources.length + data.mappings.length : data[id].length,
              }))}
            />
            {tab === 'units' && <Units of={data} />}
            {tab === 'clients' && <Clients of={data} />}
            {tab === 'sources' && <Sources of={data} />}
          </>
        )}
      </Answer>
    </>
  );
}

/** Whether what stands in the file is in force, and whether it can be changed here. */
function FileState({ of: { file } }: { of: Directory }) {
  const { t } = useTranslation('directory');
  const isAdmin = useMay('admin');
  if (file.problems.length > 0)
    return <DirectoryProblems of={file.problems} heading={t('file.notInForce', { file: file.path })} />;
  return (
    <p className="quiet small">
      {t(!file.isEditable ? 'file.rules' : isAdmin ? 'file.yours' : 'file.adminOnly', { file: file.path })}
    </p>
  );
}
