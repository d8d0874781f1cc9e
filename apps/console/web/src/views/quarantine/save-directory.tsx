import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { AskWindow } from '../../parts/dialog.js';
import { Checked, useChecked } from '../../parts/directory-check.js';
import { useSay } from '../../parts/said.js';
import { Answer } from '../../parts/states.js';

/** Shows what would be different, and puts the directory in force. */
export function SaveDirectory({ text, etag, onClose }: { text: string; etag: string; onClose: () => void }) {
  const { t } = useTranslation('quarantine');
  const say = useSay();
  const client = useQueryClient();
  const check = useChecked(text);
  return (
    <AskWindow
      title={t('save.title')}
      action={t('save.action')}
      isWide
      canAct={check.data?.problems.length === 0}
      onClose={onClose}
      onAct={async () => {
        await send('PUT', '/v1/ops/directory', { text, etag });
        say(t('save.said'));
        await client.invalidateQueries({ queryKey: ['/v1/ops/directory'] });
      }}
    >
      <Answer of={check}>{(checked) => <Checked of={checked} />}</Answer>
    </AskWindow>
  );
}
