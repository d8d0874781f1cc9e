import { useTranslation } from 'react-i18next';
import type { QuarantineGroupsDto } from '../../../../src/dto/quarantine.dto.js';
import { useFilters } from '../../api/address.js';
import { useHubNow } from '../../api/live.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { placeText } from '../../i18n/names.js';
import { Button } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { UnitName } from '../../parts/words.js';
import { ReasonName } from './reasons.js';
import { SystemName } from './system-name.js';

/** Where the list of entries begins: what is asked for there may lie far below. */
export const ENTRIES = 'quarantine-entries';

export type Group = Json<QuarantineGroupsDto>['items'][number];

/** What is held, by cause: what is mended once is replayed together. */
export function Groups({ of, onReplay }: { of: readonly Group[]; onReplay: (ids: readonly string[]) => void }) {
  const { t } = useTranslation('quarantine');
  const now = useHubNow();
  return (
    <Table
      caption={t('groups.title')}
      rows={of}
      keyOf={({ key }) => key}
      columns={[
        { id: 'cause', head: t('groups.cause'), cell: (group) => <Cause group={group} /> },
        { id: 'from', head: t('groups.from'), cell: (group) => <From group={group} /> },
        { id: 'count', head: t('groups.count'), isNumber: true, cell: ({ count }) => <strong>{count}</strong> },
        { id: 'oldest', head: t('groups.oldest'), cell: ({ oldestAt }) => <Moment at={oldestAt} now={now} /> },
        { id: 'latest', head: t('groups.latest'), cell: ({ latestAt }) => <Moment at={latestAt} now={now} /> },
        {
          id: 'act',
          head: t('groups.act'),
          isHeadHidden: true,
          cell: (group) => <GroupActions group={group} onReplay={() => onReplay(group.ids)} />,
        },
      ]}
    />
  );
}

function Cause({ group: { code, path, rule, message } }: { group: Group }) {
  return (
    <>
      <strong>
        <ReasonName code={code} />
      </strong>
      <br />
      <span className="small">
        <code>{placeText(path)}</code> <span lang="en">{message}</span>{' '}
        <span className="quiet mono">
          {code} {rule}
        </span>
      </span>
    </>
  );
}

function From({ group: { source, system, sender } }: { group: Group }) {
  return (
    <>
      <SystemName system={system} source={source} />
      {sender !== null && (
        <>
          <br />
          <UnitName unit={sender} withPhone />
        </>
      )}
    </>
  );
}

function GroupActions({ group, onReplay }: { group: Group; onReplay: () => void }) {
  const { t } = useTranslation('quarantine');
  const { choose } = useFilters();
  const may = useMay('operations', 'admin');
  const of = `${group.code}, ${group.source}`;
  const { count, ids } = group;
  const replay = t(ids.length < count ? 'groups.replayFirst' : 'groups.replay', { count: ids.length });
  return (
    <span className="row">
      <Button
        aria-label={t('groups.showOf', { of })}
        onPress={() => {
          choose({ source: group.source, code: group.code, state: undefined, unit: undefined });
          const entries = document.getElementById(ENTRIES);
          entries?.scrollIntoView();
          entries?.focus({ preventScroll: true });
        }}
      >
        {t('groups.show')}
      </Button>
      {may && (
        <Button aria-label={`${replay}: ${of}`} onPress={onReplay}>
          {replay}
        </Button>
      )}
    </span>
  );
}
