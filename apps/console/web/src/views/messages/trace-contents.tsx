import { useTranslation } from 'react-i18next';
import type { MessageContentDto } from '../../../../src/dto/content.dto.js';
import { useContents } from '../../api/contents.js';
import { Fields } from '../../parts/fields.js';
import { MarkedText } from '../../parts/marked-text.js';
import { Panel } from '../../parts/page.js';
import { Reveal } from '../../parts/reveal.js';
import { Answer } from '../../parts/states.js';

/** What the message says: the bytes as they came beside what the hub made of them. */
export function TraceContents({ id }: { id: string }) {
  const { t } = useTranslation('trace');
  const contents = useContents<MessageContentDto>(`/v1/ops/messages/${id}`);
  return (
    <Panel title={t('contents.title')} actions={<Reveal of={contents} />}>
      <Answer of={contents}>{(content) => <BothSides content={content} />}</Answer>
    </Panel>
  );
}

function BothSides({ content: { raw, parsed, format } }: { content: MessageContentDto }) {
  const { t } = useTranslation('trace');
  return (
    <div className="columns">
      <div className="stack">
        <h3>{t('contents.raw', { format: format ?? t('contents.hub') })}</h3>
        {raw === null ? (
          <p className="quiet">{t(format === null ? 'contents.ofHub' : 'contents.erased')}</p>
        ) : (
          <MarkedText label={t('contents.rawLabel')} of={raw} />
        )}
      </div>
      <div className="stack">
        <h3>{t('contents.parsed')}</h3>
        {parsed.length === 0 ? <p className="quiet">{t('contents.nothingParsed')}</p> : <Fields of={parsed} />}
      </div>
    </div>
  );
}
