import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResendPreviewDto } from '../../../../src/dto/resend.dto.js';
import { send } from '../../api/client.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { AskWindow } from '../../parts/dialog.js';
import { Fields } from '../../parts/fields.js';
import { Fold } from '../../parts/fold.js';
import { isReason, ReasonBox } from '../../parts/reason-box.js';
import { useSay } from '../../parts/said.js';
import { Answer } from '../../parts/states.js';
import { UnitName } from '../../parts/words.js';

type Preview = Json<ResendPreviewDto>;

interface Resent {
  readonly delivery: string;
  /** Whom it goes to, as the trace shows it. */
  readonly unit: string;
  readonly message: string;
}

/** Sends a delivery again to its one unit, after showing exactly who gets it and who does not. */
export function ResendWindow({ of: { delivery, unit, message }, onClose }: { of: Resent; onClose: () => void }) {
  const { t } = useTranslation('trace');
  const say = useSay();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const path = `/v1/ops/deliveries/${delivery}/resend`;
  const preview = useOne<Preview>(path, undefined, { isSteady: true });
  return (
    <AskWindow
      title={t('resend.title')}
      action={t('resend.action', { unit })}
      isWide
      canAct={preview.data?.allowed === true && isReason(reason)}
      onClose={onClose}
      onAct={async () => {
        await send('POST', path, { reason: reason.trim() });
        await client.invalidateQueries({ queryKey: [`/v1/ops/messages/${message}/trace`] });
        say(t('resend.said', { unit }));
      }}
    >
      <Answer of={preview}>
        {(shown) =>
          shown.allowed ? (
            <>
              <WhoGetsIt preview={shown} />
              <Fold text={t('resend.content')}>
                <Fields of={shown.fields} />
              </Fold>
              <ReasonBox value={reason} onChange={setReason} />
            </>
          ) : (
            <NotAllowed of={shown} />
          )
        }
      </Answer>
    </AskWindow>
  );
}

function NotAllowed({ of: { reason } }: { of: Preview }) {
  const { t } = useTranslation('trace');
  const { both } = useLanguage();
  return (
    <div className="notice-box" data-tone="warning">
      <strong>{t('resend.notAllowed')}</strong>
      {both(reason)}
    </div>
  );
}

function WhoGetsIt({ preview: { unit, alsoHave, message, state, format } }: { preview: Preview }) {
  const { t } = useTranslation('trace');
  const names = useNames();
  return (
    <>
      <section className="resend-to" aria-label={t('resend.gets')}>
        <h3>{t('resend.gets')}</h3>
        <UnitName unit={unit} withPhone />
        <p className="small quiet">
          {t('resend.what', {
            kind: names.kind(message.kind),
            id: message.messageId,
            format,
            state: names.deliveryState(state),
          })}
        </p>
      </section>
      <section aria-label={t('resend.getsNothing')}>
        <h3>{t('resend.getsNothing')}</h3>
        {alsoHave.length === 0 ? (
          <p className="quiet">{t('resend.nobodyElse')}</p>
        ) : (
          <ul>
            {alsoHave.map((one) => (
              <li key={one.hsaId}>
                <UnitName unit={one} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>{t('resend.effect')}</p>
    </>
  );
}
