import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftedClientDto } from '../../../../src/dto/directory.dto.js';
import { send } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../parts/controls.js';
import { CopyButton } from '../../parts/copied.js';
import { AskWindow } from '../../parts/dialog.js';
import { Checked, useChecked } from '../../parts/directory-check.js';
import { Fold } from '../../parts/fold.js';
import { useSay } from '../../parts/said.js';
import { Answer } from '../../parts/states.js';
import type { Directory } from '../../api/directory.js';

/** A client that was just drafted, with the secret that is shown this once. */
export interface Drafted extends DraftedClientDto {
  readonly id: string;
  readonly name: string;
  readonly units: readonly string[];
}

interface Draft {
  readonly of: Directory;
  readonly client: Drafted;
}

/** A drafted client: its secret, which nobody is shown again, and how its entry gets into force. */
export function DraftedClient({ of, client, onDone }: Draft & { onDone: () => void }) {
  const { t } = useTranslation('directory');
  const place = useRef<HTMLElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => place.current?.focus(), []);
  return (
    <section className="panel stack" aria-label={t('draft.title', { name: client.name })} ref={place} tabIndex={-1}>
      <h2>{t('draft.title', { name: client.name })}</h2>
      <ol className="steps">
        <li>
          <div className="stack">
            <h3>{t('draft.secret')}</h3>
            <p>{t('draft.secretAbout')}</p>
            <p className="row">
              <code className="secret">{client.secret}</code>
              <CopyButton text={client.secret} what={t('draft.secretName')} />
            </p>
          </div>
        </li>
        <li>
          <div className="stack">
            <h3>{t('draft.entry')}</h3>
            <Entry of={of} client={client} />
          </div>
        </li>
        <li>
          <div className="stack">
            <h3>{t('draft.test')}</h3>
            <TestLinks of={of} client={client} />
          </div>
        </li>
      </ol>
      <div>
        <Button onPress={() => setLeaving(true)}>{t('draft.done')}</Button>
      </div>
      {isLeaving && (
        <AskWindow
          title={t('draft.doneTitle')}
          action={t('draft.doneAction')}
          onAct={() => Promise.resolve(onDone())}
          onClose={() => setLeaving(false)}
        >
          <p>{t('draft.doneText')}</p>
        </AskWindow>
      )}
    </section>
  );
}

/** The entry, checked as part of the whole file, and saved where that may be done here. */
function Entry({ of: { file, clients }, client }: Draft) {
  const { t } = useTranslation('directory');
  const isAdmin = useMay('admin');
  const isThere = clients.some(({ id }) => id === client.id);
  const checked = useChecked(client.text);
  if (isThere)
    return (
      <p className="notice-box" data-tone="well">
        {t('draft.inForce')}
      </p>
    );
  return (
    <>
      <pre className="code-block" tabIndex={0} aria-label={t('draft.yaml')}>
        {client.yaml}
      </pre>
      <Answer of={checked}>{(data) => <Checked of={data} />}</Answer>
      <div className="row">
        <CopyButton text={client.yaml} what={t('draft.yaml')} />
        {file.isEditable && isAdmin && client.problems.length === 0 && <SaveEntry client={client} etag={file.etag} />}
      </div>
      {file.isEditable && !isAdmin && <p>{t('draft.askAdmin')}</p>}
      {!file.isEditable && <p>{t('draft.byHand', { file: file.path })}</p>}
    </>
  );
}

function SaveEntry({ client, etag }: { client: Drafted; etag: string }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const save = async () => {
    await send('PUT', '/v1/ops/directory', { text: client.text, etag });
    await queries.invalidateQueries({ queryKey: ['/v1/ops/directory'] });
    say(t('draft.saved', { name: client.name }));
  };
  return (
    <>
      <Button tone="main" onPress={() => setAsking(true)}>
        {t('draft.save')}
      </Button>
      {isAsking && (
        <AskWindow title={t('draft.save')} action={t('draft.save')} onAct={save} onClose={() => setAsking(false)}>
          <p>{t('draft.saveText', { name: client.name })}</p>
        </AskWindow>
      )}
    </>
  );
}

/** Where its units are tested from: in a tab of their own, so that the secret stays in sight. */
function TestLinks({ of, client: { units } }: Draft) {
  const { t } = useTranslation('directory');
  const nameOf = (hsaId: string) => of.units.find((unit) => unit.hsaId === hsaId)?.name ?? hsaId;
  return (
    <>
      <p>{t('draft.testAbout')}</p>
      {units.length > 0 && (
        <Fold text={t('client.unitCount', { count: units.length })} isOpen={units.length <= 5}>
          <ul className="plain-list">
            {units.map((hsaId) => (
              <li key={hsaId}>
                <a href={`/console/directory/units/${encodeURIComponent(hsaId)}`} target="_blank" rel="noreferrer">
                  {nameOf(hsaId)} {t('draft.newTab')}
                </a>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
