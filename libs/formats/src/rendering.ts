import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import type { AnyMessageKind, Message } from '#domain/message.js';

/**
 * A message on its way out: as it was sent, of any kind, with what the hub adds when it delivers it. What a recipient may
 * not see has been taken out before; a rendering says exactly what this says, and reading it gives the message back.
 */
export type RenderedMessage = Omit<Message, 'kind'> & { readonly kind: AnyMessageKind } & Partial<
    Pick<VisibleMessage, 'id' | 'notice' | 'receivedAt' | 'servicesFrom' | 'judged'>
  >;

/** For whom a message is rendered. */
export interface RenderOptions {
  /** HSA-id of the recipient. */
  readonly recipient?: string | undefined;
  /** The delivery, so that whoever got the rendering can send its kvittens. */
  readonly delivery?: { readonly id: string; readonly receiptDue: string | null } | undefined;
  /** MSH-11; P unless given. */
  readonly processingId?: string | undefined;
}
