import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contents } from '../api/contents.js';
import { useMay } from '../api/session.js';
import { Button } from './controls.js';
import { AskWindow } from './dialog.js';
import { isReason, ReasonBox } from './reason-box.js';
import { useSay } from './said.js';
import { Badge } from './words.js';

/** Shows what is masked, after a reason, and hides it again. */
export function Reveal({ of }: { of: Contents<unknown> }) {
  const { t } = useTranslation('contents');
  const say = useSay();
  const may = useMay('operations', 'admin');
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!may) return <span className="quiet small">{t('mayNot')}</span>;
  const press = () => {
    if (!of.isRevealed) return setAsking(true);
    of.hide();
    say(t('hidden'));
  };
  return (
    <span className="row no-print">
      {of.isRevealed && <Badge tone="warning">{t('revealed')}</Badge>}
      <Button onPress={press} isDisabled={of.data === undefined}>
        {t(of.isRevealed ? 'hide' : 'reveal')}
      </Button>
      {isAsking && (
        <AskWindow
          title={t('revealTitle')}
          action={t('reveal')}
          canAct={isReason(reason)}
          onClose={() => setAsking(false)}
          onAct={async () => {
            await of.reveal(reason.trim());
            setReason('');
            say(t('revealedSaid'));
          }}
        >
          <p>{t('revealText')}</p>
          <ReasonBox value={reason} onChange={setReason} />
        </AskWindow>
      )}
    </span>
  );
}
