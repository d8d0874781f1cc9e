import { useTranslation } from 'react-i18next';
import type { MarkDto } from '../../../../src/dto/content.dto.js';
import type { ReasonDto } from '../../../../src/dto/quarantine.dto.js';
import type { Json } from '../../api/wire.js';
import { placeText, useNames } from '../../i18n/names.js';
import { Button } from '../../parts/controls.js';
import { goToError } from '../../parts/marked-text.js';

export type Reason = Json<ReasonDto>;

/** Which reason a mark in the text is about, counted from 1. */
export function numberIn(reasons: readonly Reason[]): (mark: MarkDto) => number | undefined {
  return (mark) => {
    const at = reasons.findIndex(
      ({ path, code, message }) => path === mark.path && code === mark.code && message === mark.message,
    );
    return at < 0 ? undefined : at + 1;
  };
}

/** What a code means in plain words, else the code. */
export function ReasonName({ code }: { code: string }) {
  const names = useNames();
  return <>{names.advice(code)?.means ?? code}</>;
}

/** Why something was refused, and how to mend it; `marked` are the numbers of reasons that can be seen in the text. */
export function Reasons({
  of,
  marked,
  areRemarks = false,
}: {
  of: readonly Reason[];
  marked?: ReadonlySet<number>;
  areRemarks?: boolean;
}) {
  return (
    <ol className="reasons" data-remarks={areRemarks || undefined}>
      {of.map((reason, at) => (
        <OneReason
          key={`${reason.path} ${reason.code} ${String(at)}`}
          reason={reason}
          number={at + 1}
          marked={marked}
        />
      ))}
    </ol>
  );
}

function OneReason({
  reason: { path, code, message, rule },
  number,
  marked,
}: {
  reason: Reason;
  number: number;
  marked: ReadonlySet<number> | undefined;
}) {
  const { t } = useTranslation('quarantine');
  const names = useNames();
  const advice = names.advice(code);
  return (
    <li>
      <div className="reason-head">
        <span className="error-number" aria-hidden="true">
          {number}
        </span>
        <strong>{advice?.means ?? code}</strong>
      </div>
      <div className="small">
        <code>{path === '' ? t('reasons.whole') : placeText(path)}</code> <span lang="en">{message}</span>{' '}
        <span className="quiet mono">
          {code} {rule}
        </span>
      </div>
      {advice !== undefined && (
        <div>
          <span className="quiet">{t('reasons.mend')}</span> {advice.mend}
        </div>
      )}
      {marked !== undefined &&
        (marked.has(number) ? (
          <div>
            <Button tone="plain" aria-label={t('reasons.goTo', { number })} onPress={() => goToError(number)}>
              {t('reasons.show')}
            </Button>
          </div>
        ) : (
          <div className="small quiet">{t('reasons.nowhere')}</div>
        ))}
    </li>
  );
}
