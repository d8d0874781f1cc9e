import { useTranslation } from 'react-i18next';
import type { MessageDeliveryDto } from '../../../../src/dto/message.dto.js';
import { useNames } from '../../i18n/names.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import type { Json } from '../../api/wire.js';

type Delivery = Json<MessageDeliveryDto>;

/** How a delivery stands: green once it is receipted or needs no kvittens any more, red once the kvittens is late. */
export function deliveryTone({ state, receiptDue }: Delivery, now: number | undefined): Tone {
  if (state === 'misdirected') return 'warning';
  if (state === 'receipted' || state === 'forwarded') return 'well';
  if (state === 'withdrawn' || receiptDue === null) return 'plain';
  return now !== undefined && new Date(receiptDue).getTime() <= now ? 'critical' : 'notice';
}

/** The state of a delivery in words, with a colour. */
export function DeliveryState({ of, now }: { of: Delivery; now: number | undefined }) {
  const { t } = useTranslation('names');
  const names = useNames();
  const tone = deliveryTone(of, now);
  const state = names.deliveryState(of.state);
  return <Badge tone={tone}>{tone === 'critical' ? `${state}, ${t('late')}` : state}</Badge>;
}
