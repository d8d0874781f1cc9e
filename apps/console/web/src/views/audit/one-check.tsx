import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { Button, TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { Moment } from '../../parts/moment.js';
import { Facts } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import { Nothing } from '../../parts/states.js';
import { CheckState } from './check-state.js';
import { EntryTable } from './entry-table.js';
import type { SpotCheck } from './wire.js';

const SHORTEST_FINDINGS = 3;

/** The lines of one spot check, and what was found in them. */
export function OneCheck({ check, onClose }: { check: SpotCheck; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const place = useRef<HTMLElement>(null);
  const [isClosing, setClosing] = useState(false);
  useEffect(() => place.current?.focus(), []);
  const { entries, drawnBy, drawnAt, closedAt, closedBy, findings } = check;
  return (
    <section className="panel stack" aria-label={t('check.one')} ref={place} tabIndex={-1}>
      <div className="row apart">
        <h2>{t('check.one')}</h2>
        <div className="row no-print">
          {closedAt === null && (
            <Button tone="main" onPress={() => setClosing(true)}>
              {t('check.close')}
            </Button>
          )}
          <Button onPress={onClose}>{t('check.fold')}</Button>
        </div>
      </div>
      <Facts
        of={[
          [t('check.state'), <CheckState key="state" check={check} />],
          [
            t('check.drawn'),
            <span key="drawn">
              <Moment at={drawnAt} /> <span className="mono">{drawnBy}</span>
            </span>,
          ],
          ...(closedAt === null
            ? []
            : [
                [
                  t('check.closed'),
                  <span key="closed">
                    <Moment at={closedAt} /> <span className="mono">{closedBy}</span>
                  </span>,
                ] as const,
                [t('check.findings'), findings ?? ''] as const,
              ]),
        ]}
      />
      {entries.length === 0 ? (
        <Nothing>{t('check.empty')}</Nothing>
      ) : (
        <EntryTable caption={t('check.linesCaption')} entries={entries} />
      )}
      {isClosing && <CloseCheck check={check} onClose={() => setClosing(false)} />}
    </section>
  );
}

function CloseCheck({ check, onClose }: { check: SpotCheck; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const say = useSay();
  const queries = useQueryClient();
  const [findings, setFindings] = useState('');
  const [deviations, setDeviations] = useState('0');
  const count = /^\d{1,3}$/.test(deviations) ? Number(deviations) : -1;
  const isRight = count >= 0 && count <= check.entries.length;
  const act = async () => {
    await send('POST', `/v1/audit/spot-checks/${check.id}/close`, { findings: findings.trim(), deviations: count });
    await queries.invalidateQueries({ queryKey: ['/v1/audit/spot-checks'] });
    say(t('check.closedSaid'));
  };
  return (
    <AskWindow
      title={t('check.close')}
      action={t('check.closeAction')}
      canAct={isRight && findings.trim().length >= SHORTEST_FINDINGS}
      onAct={act}
      onClose={onClose}
    >
      <p>{t('check.closeText')}</p>
      <TextBox
        label={t('check.findings')}
        help={t('check.findingsHelp')}
        value={findings}
        onChange={setFindings}
        rows={4}
        maxLength={2000}
      />
      <TextBox
        label={t('check.deviations')}
        value={deviations}
        onChange={setDeviations}
        error={isRight ? undefined : t('check.deviationsWrong', { most: check.entries.length })}
        maxLength={3}
      />
    </AskWindow>
  );
}
