import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { AdmitMessage, headOf, refusedAs } from '#flows/admit-message.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { AnswerMessage } from '#flows/answer-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { Reply } from '#flows/reply.js';
import { sendingPartyNamed } from '#flows/sending-party.js';
import type { SendingParty } from '#flows/sending-party.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { MLLP_ARRIVAL } from './mllp.server.js';
import type { MllpArrival } from './mllp-connection.js';

/** The directory's source for MLLP on the machine's own loopback, where nothing says who is calling. */
const LOCAL_SOURCE = 'local-mllp';

const NOT_A_MESSAGE: Readonly<Record<Exclude<MllpArrival['kind'], 'frame'>, Reason>> = {
  junk: reason('not-readable', '', 'bytes outside a frame: start each message with 0x0B and end it with 0x1C 0x0D'),
  'too-large': reason('too-large', ''),
  incomplete: reason('not-readable', '', 'the frame was cut off: end each message with 0x1C 0x0D'),
};

/** HL7 v2 over MLLP: every frame gets an answer, also what is none. */
@Controller()
export class MllpController {
  constructor(
    private readonly admitMessage: AdmitMessage,
    private readonly answers: AnswerMessage,
    private readonly configuration: ConfigurationHolder,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @MessagePattern(MLLP_ARRIVAL)
  async take(@Payload() { kind, bytes, isLocal }: MllpArrival): Promise<Uint8Array | undefined> {
    const started = performance.now();
    const party = isLocal && this.settings.loopback ? this.localParty() : undefined;
    if (party === undefined) return (await this.tell(unknownSender(bytes), started)).body;
    const input = { bytes, contentType: MEDIA_TYPES.hl7v2, format: 'hl7v2' as const, party };
    if (kind === 'frame') return (await this.answers.answer(input, 'mllp', started)).body;
    return (await this.tell(await this.admitMessage.turnAway(input, NOT_A_MESSAGE[kind]), started)).body;
  }

  private tell(report: AdmissionReport, started: number): Promise<Reply> {
    return this.answers.tell(report, 'hl7v2', 'mllp', started);
  }

  private localParty(): SendingParty | undefined {
    return sendingPartyNamed(`mllp:${LOCAL_SOURCE}`, this.configuration.current.directory);
  }
}

function unknownSender(bytes: Buffer): AdmissionReport {
  const found = reason(
    'sender-unknown',
    '',
    `MLLP is open to the machine itself alone, as the directory's source ${LOCAL_SOURCE}; send over HTTP`,
  );
  return refusedAs([found], headOf({ bytes, format: 'hl7v2' }));
}
