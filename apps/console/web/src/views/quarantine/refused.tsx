import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { QuarantineItemDto } from '../../../../src/dto/quarantine.dto.js';
import { useOne } from '../../api/lists.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button } from '../../parts/controls.js';
import { Copied } from '../../parts/copied.js';
import { DownloadWindow } from '../../parts/download.js';
import { momentText } from '../../parts/moment.js';
import { Facts, PageHead } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { useUnitName } from '../../parts/unit-names.js';
import { StateOf } from './entries.js';
import { RefusedText } from './refused-text.js';
import { ReplayWindow } from './replay.js';
import { TryPanel } from './try.js';
import './quarantine.css';

type Entry = Json<QuarantineItemDto>;

/** One refused input: where the errors are, what would become of it now, and sending it through again. */
export default function Refused() {
  const { id = '' } = useParams<{ id: string }>();
  const entry = useOne<Entry>(`/v1/ops/quarantine/${encodeURIComponent(id)}`);
  const { t } = useTranslation('quarantine');
  return (
    <>
      {entry.data === undefined && <PageHead title={t('refused.title')} />}
      <Answer of={entry}>{(data) => <Whole key={data.id} entry={data} />}</Answer>
    </>
  );
}

function Whole({ entry }: { entry: Entry }) {
  const { t } = useTranslation('quarantine');
  const { language, both } = useLanguage();
  const may = useMay('operations', 'admin');
  const nameOf = useUnitName();
  return (
    <>
      <PageHead title={t('refused.title')} actions={may && <Actions entry={entry} />}>
        {t('refused.lead', { source: both(entry.system), at: momentText(entry.receivedAt, language, true) })}
      </PageHead>
      <section className="panel" aria-label={t('refused.facts')}>
        <Facts
          of={[
            [t('refused.state'), <StateOf key="state" entry={entry} />],
            [
              t('refused.sender'),
              entry.sender === undefined ? (
                t('refused.unread')
              ) : (
                <Link key="sender" href={`/directory/units/${entry.sender}`}>
                  {nameOf(entry.sender)}
                </Link>
              ),
            ],
            [
              t('refused.messageId'),
              entry.messageId === undefined ? (
                t('refused.unread')
              ) : (
                <Copied key="id" text={entry.messageId} what={t('refused.messageId')} />
              ),
            ],
            [t('refused.entryId'), <Copied key="entry" text={entry.id} what={t('refused.entryId')} />],
            [
              t('refused.source'),
              <span key="source" className="mono">
                {entry.source}
              </span>,
            ],
            [t('refused.contentType'), entry.contentType],
          ]}
        />
      </section>
      <RefusedText id={entry.id} reasons={entry.reasons} isErased={entry.state === 'erased'} />
      {may && entry.state === 'held' && <TryPanel id={entry.id} />}
    </>
  );
}

function Actions({ entry: { id, state } }: { entry: Entry }) {
  const { t } = useTranslation('quarantine');
  const [asked, setAsked] = useState<'replay' | 'download'>();
  if (state === 'erased') return null;
  const close = () => setAsked(undefined);
  return (
    <>
      <Button onPress={() => setAsked('download')}>{t('refused.download')}</Button>
      {state === 'held' && (
        <Button tone="main" onPress={() => setAsked('replay')}>
          {t('refused.replay')}
        </Button>
      )}
      {asked === 'replay' && <ReplayWindow ids={[id]} onClose={close} />}
      {asked === 'download' && <DownloadWindow path={`/v1/ops/quarantine/${id}/bytes`} onClose={close} />}
    </>
  );
}
