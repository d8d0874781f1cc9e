import { useTranslation } from 'react-i18next';
import { useProfileName } from '../../api/profiles.js';
import { capital, useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Facts, Panel } from '../../parts/page.js';
import { UnitName } from '../../parts/words.js';
import type { Traced } from './wire.js';

/** By which rules the message went where, and why each unit got it. */
export function Routing({ trace: { message, routing } }: { trace: Traced }) {
  const { t, i18n } = useTranslation('trace');
  const names = useNames();
  const profileName = useProfileName();
  const { both } = useLanguage();
  const noticeKey = `routing.notices.${routing.notice ?? ''}`;
  return (
    <Panel title={t('routing.title')}>
      <Facts
        of={[
          [t('routing.rules'), <RuleIds key="rules" of={routing.rules} />],
          [t('routing.category'), routing.planningCategory ?? '–'],
          ...(routing.notice === null
            ? []
            : [
                [t('routing.notice'), i18n.exists(noticeKey, { ns: 'trace' }) ? t(noticeKey) : routing.notice] as const,
              ]),
          [t('routing.profile'), profileName(message.profile)],
        ]}
      />
      {routing.parties.length === 0 ? (
        <p className="quiet">{t('routing.nobody')}</p>
      ) : (
        <ul className="why">
          {routing.parties.map(({ unit, role, reason }) => (
            <li key={`${unit.hsaId} ${role}`}>
              <UnitName unit={unit} /> <span className="quiet">({names.role(role)})</span>
              <br />
              <span className="small">{capital(both(reason))}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RuleIds({ of }: { of: readonly string[] }) {
  const { t } = useTranslation('trace');
  if (of.length === 0) return <span className="quiet">{t('routing.noRules')}</span>;
  return <span className="mono">{of.join(', ')}</span>;
}
