import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { AskWindow } from '../../parts/dialog.js';
import { ActionMenu } from '../../parts/menu.js';
import { isReason, ReasonBox } from '../../parts/reason-box.js';
import { useSay } from '../../parts/said.js';
import { DownloadWindow } from '../../parts/download.js';
import type { Traced } from './wire.js';

/** What is done seldom, and each time with a question first. */
export function TraceActions({ message }: { message: Traced['message'] }) {
  const { t } = useTranslation('trace');
  const may = useMay('operations', 'admin');
  const [asked, setAsked] = useState<'download' | 'release'>();
  if (!may || message.source === 'hub') return null;
  const close = () => setAsked(undefined);
  return (
    <>
      <ActionMenu
        label={message.messageId}
        text={t('actions.more')}
        actions={[
          { id: 'download', text: t('actions.download'), onAction: () => setAsked('download') },
          { id: 'release', text: t('actions.release'), onAction: () => setAsked('release') },
        ]}
      />
      {asked === 'download' && <DownloadWindow path={`/v1/ops/messages/${message.id}/bytes`} onClose={close} />}
      {asked === 'release' && <ReleaseWindow message={message} onClose={close} />}
    </>
  );
}

/** Lets the sender use the id of the message again: record systems whose counters start over need it. */
function ReleaseWindow({ message, onClose }: { message: Traced['message']; onClose: () => void }) {
  const { t } = useTranslation('trace');
  const say = useSay();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <AskWindow
      title={t('release.title')}
      action={t('release.action')}
      canAct={isReason(reason)}
      onClose={onClose}
      onAct={async () => {
        await send('POST', `/v1/ops/messages/${message.id}/release-id`, { reason: reason.trim() });
        await client.invalidateQueries({ queryKey: [`/v1/ops/messages/${message.id}/trace`] });
        say(t('release.said'));
      }}
    >
      <p>{t('release.text', { id: message.messageId, unit: message.sender.name ?? message.sender.hsaId })}</p>
      <ReasonBox value={reason} onChange={setReason} />
    </AskWindow>
  );
}
