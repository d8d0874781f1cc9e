import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessPageDto } from '../../../../src/dto/audit.dto.js';
import { send } from '../../api/client.js';
import type { Json } from '../../api/wire.js';
import { Button, TextBox } from '../../parts/controls.js';
import { useSay } from '../../parts/said.js';
import { Nothing, Trouble } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { TimeBox } from '../../parts/time-box.js';
import { Badge } from '../../parts/words.js';
import { useNames } from '../../i18n/names.js';
import { useEntryColumns } from './entry-table.js';

type Access = Json<AccessPageDto>['items'][number];

/** What is asked; held in this page's memory and nowhere else, and only while there are more pages to fetch. */
interface Asked {
  readonly patientId: string;
  readonly reason: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Extract {
  readonly items: readonly Access[];
  readonly next?: string | undefined;
}

const PATH = '/v1/audit/accesses';
const SHORTEST_REASON = 3;

/** Who has seen a person's data: the extract that the person can ask for. */
export function Accesses() {
  const { t } = useTranslation('audit');
  const say = useSay();
  const asked = useRef<Asked>(undefined);
  const [extract, setExtract] = useState<Extract>();
  const [error, setError] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const fetchPage = async (before: readonly Access[], after?: string) => {
    setAsking(true);
    setError(undefined);
    try {
      const page = await send<Json<AccessPageDto>>('POST', PATH, { ...asked.current, after });
      const items = [...before, ...page.items];
      if (page.next === undefined) asked.current = undefined;
      setExtract({ items, next: page.next });
      say(t('access.found', { count: items.length }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setAsking(false);
    }
  };
  const close = () => {
    asked.current = undefined;
    setExtract(undefined);
  };
  return (
    <>
      {extract === undefined && (
        <Ask
          isAsking={isAsking}
          onAsk={(question) => {
            asked.current = question;
            void fetchPage([]);
          }}
        />
      )}
      {error !== undefined && <Trouble error={error} />}
      {extract !== undefined && (
        <Extracted
          of={extract}
          isAsking={isAsking}
          onMore={() => void fetchPage(extract.items, extract.next)}
          onClose={close}
        />
      )}
    </>
  );
}

function Ask({ isAsking, onAsk }: { isAsking: boolean; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('audit');
  const [patientId, setPatientId] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const number = patientId.replaceAll(/[\s-]/g, '');
  const isRight = number.length === 12 && reason.trim().length >= SHORTEST_REASON && !isAsking;
  return (
    <form
      className="panel stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRight) return;
        onAsk({ patientId: number, reason: reason.trim(), from, to });
        setPatientId('');
      }}
    >
      <p>{t('access.about')}</p>
      <div className="form-grid">
        <TextBox
          label={t('access.number')}
          help={t('access.numberHelp')}
          value={patientId}
          onChange={setPatientId}
          maxLength={14}
        />
        <TimeBox label={t('from')} value={from} onChange={setFrom} help={t('access.fromHelp')} />
        <TimeBox label={t('to')} value={to} onChange={setTo} />
      </div>
      <TextBox
        label={t('access.reason')}
        help={t('access.reasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <div>
        <Button type="submit" tone="main" isDisabled={!isRight}>
          {t('access.do')}
        </Button>
      </div>
    </form>
  );
}

interface ExtractedProps {
  readonly of: Extract;
  readonly isAsking: boolean;
  readonly onMore: () => void;
  readonly onClose: () => void;
}

function Extracted({ of, isAsking, onMore, onClose }: ExtractedProps) {
  const { t } = useTranslation('audit');
  const names = useNames();
  const columns = useEntryColumns();
  return (
    <>
      <div className="row apart">
        <p role="status">
          {t(of.next === undefined ? 'access.found' : 'access.foundSoFar', { count: of.items.length })}
        </p>
        <div className="row no-print">
          <Button onPress={() => window.print()}>{t('access.print')}</Button>
          <Button tone="main" onPress={onClose}>
            {t('access.close')}
          </Button>
        </div>
      </div>
      {of.items.length === 0 ? (
        <Nothing>{t('access.none')}</Nothing>
      ) : (
        <Table<Access>
          caption={t('access.caption')}
          rows={of.items}
          keyOf={({ id }) => id}
          columns={[
            ...columns.filter(({ id }) => id !== 'subject'),
            {
              id: 'reading',
              head: t('access.reading'),
              cell: ({ isReading }) => (
                <Badge tone={isReading ? 'notice' : 'plain'}>{t(isReading ? 'access.read' : 'access.handled')}</Badge>
              ),
            },
            {
              id: 'messages',
              head: t('access.messages'),
              cell: ({ messages }) => [...new Set(messages.map(({ kind }) => names.kind(kind)))].join(', '),
            },
          ]}
        />
      )}
      {of.next !== undefined && (
        <div>
          <Button onPress={onMore} isDisabled={isAsking}>
            {t('access.more')}
          </Button>
        </div>
      )}
    </>
  );
}
