import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useOne } from '../../api/lists.js';
import { useNames } from '../../i18n/names.js';
import { momentText } from '../../parts/moment.js';
import { PageHead, Panel } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { useLanguage } from '../../i18n/texts.js';
import type { Traced } from './wire.js';
import { TraceActions } from './trace-actions.js';
import { TraceContents } from './trace-contents.js';
import { TraceDeadlines } from './trace-deadlines.js';
import { TraceDeliveries } from './trace-deliveries.js';
import { Routing } from './routing.js';
import { About, Standing } from './standing.js';
import { Timeline } from './timeline.js';
import './trace.css';

/** One message, from its bytes to the kvittens. */
export default function Trace() {
  const { id = '' } = useParams<{ id: string }>();
  const trace = useOne<Traced>(`/v1/ops/messages/${encodeURIComponent(id)}/trace`);
  const { t } = useTranslation('trace');
  return (
    <>
      {trace.data === undefined && <PageHead title={t('untitled')} />}
      <Answer of={trace}>{(data) => <Hops key={id} trace={data} />}</Answer>
    </>
  );
}

function Hops({ trace }: { trace: Traced }) {
  const { t } = useTranslation('trace');
  const names = useNames();
  const { language } = useLanguage();
  const { message } = trace;
  const sender = message.sender.name ?? message.sender.hsaId;
  return (
    <>
      <PageHead title={t('title', { kind: names.kind(message.kind) })} actions={<TraceActions message={message} />}>
        {t('lead', { sender, at: momentText(message.receivedAt, language, true) })}
      </PageHead>
      <Standing of={message} />
      <Panel title={t('deliveries.title')}>
        <TraceDeliveries trace={trace} />
      </Panel>
      <div className="columns">
        <Panel title={t('timeline.title')}>
          <Timeline of={trace.timeline} />
        </Panel>
        <div className="stack trace-side">
          <About trace={trace} />
          <TraceDeadlines trace={trace} />
          <Routing trace={trace} />
        </div>
      </div>
      <TraceContents key={message.id} id={message.id} />
    </>
  );
}
