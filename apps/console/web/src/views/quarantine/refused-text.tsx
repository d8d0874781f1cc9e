import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineContentDto } from '../../../../src/dto/quarantine.dto.js';
import { useContents } from '../../api/contents.js';
import { MarkedText } from '../../parts/marked-text.js';
import { Panel } from '../../parts/page.js';
import { Reveal } from '../../parts/reveal.js';
import { Answer } from '../../parts/states.js';
import { numberIn, Reasons } from './reasons.js';
import type { Reason } from './reasons.js';

/** The reasons, and the message as it came with each error where it is. */
export function RefusedText({ id, reasons, isErased }: { id: string; reasons: readonly Reason[]; isErased: boolean }) {
  const { t } = useTranslation('quarantine');
  if (isErased) {
    return (
      <Panel title={t('text.reasons', { count: reasons.length })}>
        <Reasons of={reasons} />
        <p className="quiet">{t('text.erased')}</p>
      </Panel>
    );
  }
  return <WithText id={id} />;
}

function WithText({ id }: { id: string }) {
  const { t } = useTranslation('quarantine');
  const contents = useContents<QuarantineContentDto>(`/v1/ops/quarantine/${id}`);
  return (
    <Panel title={t('text.title')} actions={<Reveal of={contents} />}>
      <Answer of={contents}>{(content) => <Sides content={content} />}</Answer>
    </Panel>
  );
}

function Sides({ content: { raw, reasons, format } }: { content: QuarantineContentDto }) {
  const { t } = useTranslation('quarantine');
  const numberOf = useMemo(() => numberIn(reasons), [reasons]);
  const marked = new Set(raw.marks.flatMap((mark) => (mark.kind === 'error' ? (numberOf(mark) ?? []) : [])));
  return (
    <div className="refused-sides">
      <div className="stack">
        <h3>{t('text.reasons', { count: reasons.length })}</h3>
        <Reasons of={reasons} marked={marked} />
      </div>
      <div className="stack">
        <h3>{t('text.raw', { format: format ?? t('text.noFormat') })}</h3>
        <MarkedText label={t('text.label')} of={raw} numberOf={numberOf} />
      </div>
    </div>
  );
}
