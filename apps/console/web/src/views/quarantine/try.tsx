import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestOutcomeDto } from '../../../../src/dto/quarantine.dto.js';
import { send } from '../../api/client.js';
import type { Json } from '../../api/wire.js';
import { useNames } from '../../i18n/names.js';
import { Button } from '../../parts/controls.js';
import { DirectoryProblems } from '../../parts/directory-check.js';
import { Fold } from '../../parts/fold.js';
import { Moment } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Trouble } from '../../parts/states.js';
import { UnitName } from '../../parts/words.js';
import { DirectoryDraft } from './directory-draft.js';
import { Reasons } from './reasons.js';

type Outcome = Json<TestOutcomeDto>;

/** Tries the entry against the directory in force, or against a change of it; nothing is written. */
export function TryPanel({ id }: { id: string }) {
  const { t } = useTranslation('quarantine');
  const [outcome, setOutcome] = useState<{ of: Outcome; isDraft: boolean }>();
  const [error, setError] = useState<unknown>();
  const [isTrying, setTrying] = useState(false);
  const tryWith = async (directory?: string) => {
    setTrying(true);
    setError(undefined);
    setOutcome(undefined);
    try {
      const of = await send<Outcome>(
        'POST',
        `/v1/ops/quarantine/${id}/test`,
        directory === undefined ? {} : { directory },
      );
      setOutcome({ of, isDraft: directory !== undefined });
    } catch (thrown) {
      setError(thrown);
    }
    setTrying(false);
  };
  return (
    <Panel title={t('try.title')}>
      <p>{t('try.text')}</p>
      <div>
        <Button isDisabled={isTrying} onPress={() => void tryWith()}>
          {t('try.inForce')}
        </Button>
      </div>
      <Fold text={t('try.change')}>
        <DirectoryDraft isTrying={isTrying} onTry={(text) => void tryWith(text)} />
      </Fold>
      <div role="status" className="stack">
        {outcome !== undefined && <OutcomeOf outcome={outcome.of} isDraft={outcome.isDraft} />}
      </div>
      {error !== undefined && <Trouble error={error} />}
    </Panel>
  );
}

function OutcomeOf({ outcome, isDraft }: { outcome: Outcome; isDraft: boolean }) {
  const { t } = useTranslation('quarantine');
  const { result, deliveries, warnings, reasons, problems } = outcome;
  if (problems.length > 0) return <DirectoryProblems of={problems} />;
  return (
    <>
      <div className="notice-box" data-tone={result === 'refused' ? 'critical' : 'well'}>
        <strong>{t(`try.result.${result}`)}</strong>
        <span>{t(isDraft ? 'try.byDraft' : 'try.byForce')}</span>
      </div>
      {result === 'refused' && <Reasons of={reasons} />}
      {result === 'accepted' && <Recipients of={deliveries} />}
      {warnings.length > 0 && (
        <>
          <h3>{t('try.warnings')}</h3>
          <Reasons of={warnings} areRemarks />
        </>
      )}
    </>
  );
}

function Recipients({ of }: { of: Outcome['deliveries'] }) {
  const { t } = useTranslation('quarantine');
  const names = useNames();
  if (of.length === 0) return <p>{t('try.nobody')}</p>;
  return (
    <>
      <h3>{t('try.gets')}</h3>
      <ul>
        {of.map(({ unit, role, receiptDue }) => (
          <li key={`${unit.hsaId} ${role}`}>
            <UnitName unit={unit} /> ({names.role(role)})
            {receiptDue !== null && (
              <>
                , {t('try.due')} <Moment at={receiptDue} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
