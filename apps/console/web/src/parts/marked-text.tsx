import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkDto, MarkedTextDto } from '../../../src/dto/content.dto.js';
import { linesOf } from './marked-lines.js';
import type { Piece } from './marked-lines.js';
import '../theme/contents.css';

/** A value that is not shown: seen and read out as such. */
export function Masked() {
  const { t } = useTranslation('contents');
  return (
    <span className="masked">
      <span aria-hidden="true">•••</span>
      <span className="hidden-text">{t('masked')}</span>
    </span>
  );
}

/** The id of the place at which an error begins, for `goToError`. */
function idOf(number: number): string {
  return `error-${String(number)}`;
}

/** Moves keyboard and eye to where an error is in the text. */
export function goToError(number: number): void {
  const place = document.getElementById(idOf(number));
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: 'center', inline: 'nearest' });
}

const unnumbered = () => undefined;

/**
 * Bytes as a text with line numbers, masked values and numbered errors. Once on a page.
 * @param numberOf what an error is called; undefined: it is left out
 */
export function MarkedText({
  label,
  of,
  numberOf = unnumbered,
}: {
  label: string;
  of: MarkedTextDto;
  numberOf?: (mark: MarkDto) => number | undefined;
}) {
  const lines = useMemo(() => linesOf(of, numberOf), [of, numberOf]);
  return (
    <div className="marked-text mono" role="region" aria-label={label} tabIndex={0}>
      {lines.map((pieces, at) => (
        <div key={at} className="marked-line">
          <span className="line-number" aria-hidden="true">
            {at + 1}
          </span>
          <span className="line-text">
            {pieces.map((piece, place) => (
              <OnePiece key={place} piece={piece} />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function OnePiece({ piece: { text, isMasked, errors, begins } }: { piece: Piece }) {
  const { t } = useTranslation('contents');
  const shown = isMasked ? <Masked /> : text;
  if (errors.length === 0) return <Fragment>{shown}</Fragment>;
  const [first, ...others] = begins;
  return (
    <mark
      className="error-place"
      id={first === undefined ? undefined : idOf(first)}
      tabIndex={first === undefined ? undefined : -1}
    >
      {others.map((number) => (
        <span key={number} id={idOf(number)} tabIndex={-1} />
      ))}
      {begins.map((number) => (
        <span key={number} className="error-number">
          <span className="hidden-text">{t('error')} </span>
          {number}
        </span>
      ))}
      {text === '' ? <span className="hidden-text">{t('missingHere')}</span> : shown}
    </mark>
  );
}
