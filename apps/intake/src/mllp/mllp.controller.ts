import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { AdmitMessage, outcomeOf } from '#flows/admit-message.js';
import type { AdmissionReport, SendingParty } from '#flows/admit-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock, HubMetrics, Ids } from '#flows/ports.js';
import { replyContext, replyTo } from '#flows/reply.js';
import { sendingPartyNamed } from '#flows/sending-party.js';
import { headerOf } from '#formats/hl7v2/read.js';
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
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly metrics: HubMetrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @MessagePattern(MLLP_ARRIVAL)
  async take(@Payload() arrival: MllpArrival): Promise<Uint8Array | undefined> {
    const started = performance.now();
    const report = await this.reportOn(arrival);
    this.metrics.admitted('mllp', report.messageKind, outcomeOf(report), (performance.now() - started) / 1000);
    return replyTo(report, 'hl7v2', await replyContext(this.ids, this.clock)).body;
  }

  private async reportOn({ kind, bytes, isLocal }: MllpArrival): Promise<AdmissionReport> {
    const party = isLocal && this.settings.loopback ? this.localParty() : undefined;
    if (party === undefined) return unknownSender(bytes);
    const input = { bytes, contentType: 'application/hl7-v2', format: 'hl7v2' as const, party };
    return kind === 'frame' ? this.admitMessage.admit(input) : this.admitMessage.turnAway(input, NOT_A_MESSAGE[kind]);
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
  return { kind: 'refused', outcome: 'unauthenticated', reasons: [found], hl7: headerOf(bytes) };
}
