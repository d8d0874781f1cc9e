import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.js';
import { useHubNow } from '../../api/live.js';
import { useNames } from '../../i18n/names.js';
import { Button } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { UnitName } from '../../parts/words.js';
import { DeliveryState, deliveryTone } from './deliveries.js';
import { ResendWindow } from './resend.js';
import type { Traced } from './wire.js';

type Delivery = Traced['deliveries'][number];

/** Each unit that the message is for: whether it has it, until when it should say so, and when it did. */
export function TraceDeliveries({ trace: { message, deliveries } }: { trace: Traced }) {
  const { t } = useTranslation('trace');
  const now = useHubNow();
  const may = useMay('operations', 'admin');
  const [resent, setResent] = useState<Delivery>();
  if (deliveries.length === 0) return <Nothing>{t('deliveries.none')}</Nothing>;
  const act = {
    id: 'act',
    head: t('deliveries.act'),
    isHeadHidden: true,
    cell: (delivery: Delivery) => (
      <Button
        aria-label={t('deliveries.resendTo', { unit: delivery.unit.name ?? delivery.unit.hsaId })}
        onPress={() => setResent(delivery)}
      >
        {t('deliveries.resend')}
      </Button>
    ),
  };
  return (
    <>
      <Table
        caption={t('deliveries.caption')}
        isCaptionHidden
        rows={deliveries}
        keyOf={({ id }) => id}
        toneOf={(one) => deliveryTone(one, now)}
        columns={[
          { id: 'unit', head: t('deliveries.unit'), cell: (one) => <Recipient of={one} /> },
          { id: 'state', head: t('deliveries.state'), cell: (one) => <DeliveryState of={one} now={now} /> },
          { id: 'fetched', head: t('deliveries.fetched'), cell: ({ fetchedAt }) => <Moment at={fetchedAt} /> },
          { id: 'due', head: t('deliveries.due'), cell: (one) => <Due of={one} /> },
          { id: 'receipt', head: t('deliveries.receipt'), cell: (one) => <ReceiptOf of={one} /> },
          ...(may ? [act] : []),
        ]}
      />
      {resent !== undefined && (
        <ResendWindow
          of={{ delivery: resent.id, unit: resent.unit.name ?? resent.unit.hsaId, message: message.id }}
          onClose={() => setResent(undefined)}
        />
      )}
    </>
  );
}

function Recipient({ of: { unit, role } }: { of: Delivery }) {
  const names = useNames();
  return (
    <>
      <UnitName unit={unit} withPhone isLink />
      <br />
      <span className="small quiet">{names.role(role)}</span>
    </>
  );
}

function Due({ of: { state, receiptDue } }: { of: Delivery }) {
  const { t } = useTranslation('trace');
  const now = useHubNow();
  if (receiptDue === null) return <span className="quiet">{t('deliveries.noReceipt')}</span>;
  const isOpen = state === 'waiting' || state === 'received';
  return <Moment at={receiptDue} now={isOpen ? now : undefined} />;
}

function ReceiptOf({ of: { receipt } }: { of: Delivery }) {
  if (receipt === null) return <span className="quiet">–</span>;
  const { by, at } = receipt;
  return (
    <>
      <Moment at={at} />
      <br />
      <span className="small quiet">{by.title === undefined ? by.name : `${by.name}, ${by.title}`}</span>
    </>
  );
}
