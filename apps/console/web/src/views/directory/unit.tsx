import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useDirectory } from '../../api/directory.js';
import type { Directory } from '../../api/directory.js';
import { useMachineNow } from '../../api/live.js';
import { useProfileName } from '../../api/profiles.js';
import { useNames } from '../../i18n/names.js';
import { LinkButton } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Facts, PageHead, Panel } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { UnitName } from '../../parts/words.js';
import { Downtime } from './downtime.js';
import { Expiry } from './expiry.js';
import { TestMessage } from './test-message.js';
import { PauseState, Phone } from './units.js';
import './directory.css';

type Unit = Directory['units'][number];

/** One unit: whom to call, who acts for it, when it is paused, and a test of whether messages reach it. */
export default function UnitView() {
  const { t } = useTranslation('directory');
  const { hsaId = '' } = useParams<{ hsaId: string }>();
  const directory = useDirectory();
  const unit = directory.data?.units.find((one) => one.hsaId === hsaId);
  return (
    <>
      <PageHead
        title={unit?.name ?? hsaId}
        actions={
          <>
            <LinkButton to={`/deadlines?unit=${encodeURIComponent(hsaId)}`}>{t('unit.deadlines')}</LinkButton>
            <LinkButton to={`/messages?unit=${encodeURIComponent(hsaId)}`}>{t('unit.messages')}</LinkButton>
            <LinkButton to="/directory">{t('backTo')}</LinkButton>
          </>
        }
      >
        <span className="mono">{hsaId}</span>
      </PageHead>
      <Answer of={directory}>
        {(data) => (unit === undefined ? <Nothing>{t('unit.gone')}</Nothing> : <UnitParts of={data} unit={unit} />)}
      </Answer>
    </>
  );
}

function UnitParts({ of, unit }: { of: Directory; unit: Unit }) {
  return (
    <>
      <div className="columns">
        <Contact of={of} unit={unit} />
        <TestMessage unit={unit} />
      </div>
      <Downtime unit={unit} />
      <ActsFor of={of} unit={unit} />
    </>
  );
}

function Contact({ of, unit }: { of: Directory; unit: Unit }) {
  const { t } = useTranslation('directory');
  const names = useNames();
  const profileName = useProfileName();
  const organisation = of.organisations.find(({ id }) => id === unit.organisation)?.name ?? unit.organisation;
  const { municipality, type, manager } = unit;
  return (
    <Panel
      title={t('unit.contact')}
      actions={
        <span>
          <PauseState downtime={unit.downtime} />
        </span>
      }
    >
      <Facts
        of={[
          [t('unit.phone'), <Phone key="phone" number={unit.phone} />],
          [
            t('unit.manager'),
            manager === null ? t('unit.noManager') : <UnitName key="manager" unit={manager} withPhone />,
          ],
          [t('unit.role'), [names.role(unit.role), type].filter((part) => part !== null).join(', ')],
          [t('unit.organisation'), organisation],
          ...(municipality === null
            ? []
            : [[t('unit.municipality'), `${municipality}${unit.isDefault ? t('unit.default') : ''}`] as const]),
          [
            t('unit.profile'),
            <Link key="profile" href={`/profiles/${encodeURIComponent(unit.profile)}`}>
              {profileName(unit.profile)}
            </Link>,
          ],
          [t('unit.format'), unit.format],
        ]}
      />
    </Panel>
  );
}

/** The systems that may send as the unit and read its inbox. */
function ActsFor({ of, unit }: { of: Directory; unit: Unit }) {
  const { t } = useTranslation('directory');
  const now = useMachineNow();
  const isMine = ({ units }: { units: Directory['clients'][number]['units'] }) =>
    units.some(({ hsaId }) => hsaId === unit.hsaId);
  const clients = of.clients.filter(isMine);
  const sources = of.sources.filter(isMine);
  if (clients.length + sources.length === 0)
    return (
      <p className="notice-box" data-tone="warning">
        {t('unit.nobodyActs')}
      </p>
    );
  return (
    <>
      <Table
        caption={t('unit.actsFor')}
        rows={clients}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'name',
            head: t('client.name'),
            cell: ({ id, name }) => (
              <>
                {name} <span className="quiet small mono">{id}</span>
              </>
            ),
          },
          { id: 'ends', head: t('client.ends'), cell: (client) => <Expiry client={client} /> },
          { id: 'call', head: t('client.lastCall'), cell: ({ lastCallAt }) => <Moment at={lastCallAt} now={now} /> },
        ]}
      />
      {sources.length > 0 && <p>{t('unit.sources', { sources: sources.map(({ id }) => id).join(', ') })}</p>}
    </>
  );
}
