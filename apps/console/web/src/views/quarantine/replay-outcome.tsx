import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReplayedManyDto } from '../../../../src/dto/quarantine.dto.js';
import type { Json } from '../../api/wire.js';
import { placeText } from '../../i18n/names.js';
import { Table } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import { ReasonName } from './reasons.js';

export type Replayed = Json<ReplayedManyDto>['items'][number];

const TONES: Readonly<Record<Replayed['result'], Tone>> = {
  accepted: 'well',
  duplicate: 'notice',
  refused: 'critical',
  conflict: 'notice',
  gone: 'warning',
  unavailable: 'warning',
};

/** What became of each entry that was sent through again. */
export function ReplayOutcome({ of }: { of: readonly Replayed[] }) {
  const { t } = useTranslation('quarantine');
  const counts = new Map<Replayed['result'], number>();
  for (const { result } of of) counts.set(result, (counts.get(result) ?? 0) + 1);
  return (
    <>
      <p className="row">
        {[...counts].map(([result, count]) => (
          <Badge key={result} tone={TONES[result]}>
            {count} {t(`replay.result.${result}`)}
          </Badge>
        ))}
      </p>
      <div className="replay-outcome">
        <Table
          caption={t('replay.outcome')}
          isCaptionHidden
          rows={of}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'entry',
              head: t('replay.entry'),
              cell: ({ id }) => (
                <Link href={`/quarantine/${id}`} className="mono small">
                  {id}
                </Link>
              ),
            },
            {
              id: 'result',
              head: t('replay.became'),
              cell: ({ result }) => <Badge tone={TONES[result]}>{t(`replay.result.${result}`)}</Badge>,
            },
            { id: 'more', head: t('replay.more'), cell: (item) => <More of={item} /> },
          ]}
        />
      </div>
    </>
  );
}

function More({ of: { reasons, message } }: { of: Replayed }) {
  const { t } = useTranslation('quarantine');
  const [first] = reasons ?? [];
  if (first !== undefined) {
    return (
      <>
        <ReasonName code={first.code} /> <code className="small">{placeText(first.path)}</code>
      </>
    );
  }
  if (message === undefined) return null;
  return <Link href={`/messages/${message}`}>{t('replay.message')}</Link>;
}
