import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useOne } from '../../api/lists.js';
import { Button, LinkButton } from '../../parts/controls.js';
import { PageHead } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { Deadlines } from './deadlines.js';
import { Kinds } from './kinds.js';
import { States } from './states.js';
import { Categories, Windows } from './tables.js';
import type { Profile } from './wire.js';
import './profiles.css';

const PARTS = [
  ['states', States],
  ['kinds', Kinds],
  ['deadlines', Deadlines],
  ['categories', Categories],
  ['windows', Windows],
] as const;

/** A region's rules, drawn and in words; made to be printed too. */
export default function ProfileView() {
  const { t } = useTranslation('profiles');
  const { id = '' } = useParams<{ id: string }>();
  const profile = useOne<Profile>(`/v1/ops/profiles/${encodeURIComponent(id)}`, undefined, { isSteady: true });
  return (
    <>
      <PageHead
        title={profile.data?.name ?? id}
        actions={
          <>
            <Button onPress={() => window.print()}>{t('print')}</Button>
            <LinkButton to="/profiles">{t('backTo')}</LinkButton>
          </>
        }
      >
        {t('oneAbout', { count: profile.data?.rules ?? 0 })}
      </PageHead>
      <Answer of={profile}>
        {(data) => (
          <>
            <nav aria-label={t('contents')} className="row no-print">
              {PARTS.map(([part]) => (
                <a key={part} href={`#${part}`}>
                  {t(`part.${part}`)}
                </a>
              ))}
            </nav>
            {PARTS.map(([part, Part]) => (
              <section key={part} id={part} className="panel stack rules-part" aria-label={t(`part.${part}`)}>
                <h2>{t(`part.${part}`)}</h2>
                <Part of={data} />
              </section>
            ))}
          </>
        )}
      </Answer>
    </>
  );
}
