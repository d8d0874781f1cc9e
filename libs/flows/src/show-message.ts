import type { Caller } from '#domain/access.js';
import type { MessageFormat } from '#domain/message.js';
import { formatOf } from '#formats/format.js';
import { fieldsOf } from '#formats/masking/fields.js';
import type { Field } from '#formats/masking/fields.js';
import { markedText, maskText, wholeText } from '#formats/masking/mask-text.js';
import type { MarkedText } from '#formats/masking/marked-text.js';
import type { MessageContents, StoredMessage } from './content-ports.js';
import { actorOf, isHubId } from './hub-id.js';
import type { Clock } from './ports.js';

/** A message as it came beside what was made of it; null where there are no bytes, or no form that we know. */
export interface ShownMessage {
  id: string;
  isRevealed: boolean;
  format: MessageFormat | null;
  raw: MarkedText | null;
  parsed: Field[];
}

/** Shows operations what a message says: masked to everybody who may look, whole to who gives a reason. */
export class ShowMessage {
  constructor(
    private readonly contents: MessageContents,
    private readonly clock: Clock,
  ) {}

  async masked(id: string): Promise<ShownMessage | undefined> {
    const stored = isHubId(id) ? await this.contents.read(id) : undefined;
    return stored && shown(stored, false);
  }

  /** Whole, with a line in the audit that says who and why. */
  async revealed(caller: Caller, id: string, reason: string): Promise<ShownMessage | undefined> {
    const now = await this.clock.now();
    const stored = isHubId(id) ? await this.contents.reveal(id, reason, actorOf(caller), now) : undefined;
    return stored && shown(stored, true);
  }
}

function shown({ body, payload }: StoredMessage, isRevealed: boolean): ShownMessage {
  const isProtected = body.patient?.protected === true;
  const text =
    payload &&
    (isRevealed
      ? wholeText(payload.bytes, payload.contentType)
      : maskText(payload.bytes, payload.contentType, { isProtected }));
  return {
    id: body.id,
    isRevealed,
    format: (payload && formatOf(payload.contentType)) ?? null,
    raw: text === undefined ? null : markedText(text),
    parsed: fieldsOf(body, isRevealed),
  };
}
