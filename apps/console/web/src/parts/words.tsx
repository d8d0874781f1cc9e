import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { UnitContactDto } from '../../../src/dto/unit.dto.js';
import type { Json } from '../api/wire.js';

export type Tone = 'critical' | 'warning' | 'well' | 'notice' | 'plain';

/** A word with a colour; the word alone tells everything. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: React.ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}

/** A unit, `isLink` to what the directory says of it, and its telephone number: whom to call. */
export function UnitName({
  unit,
  withPhone = false,
  isLink = false,
}: {
  unit: Json<UnitContactDto>;
  withPhone?: boolean;
  isLink?: boolean;
}) {
  const { t } = useTranslation('page');
  const name = unit.name ?? t('unit.gone');
  return (
    <span>
      {isLink ? <Link href={`/directory/units/${encodeURIComponent(unit.hsaId)}`}>{name}</Link> : <span>{name}</span>}{' '}
      <span className="quiet small mono nowrap">{unit.hsaId}</span>
      {withPhone && unit.phone !== null && (
        <>
          <br />
          <a className="nowrap" href={`tel:${unit.phone.replaceAll(/[^+\d]/g, '')}`}>
            {unit.phone}
          </a>
        </>
      )}
    </span>
  );
}
