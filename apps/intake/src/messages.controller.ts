import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reason } from '#domain/reason.js';
import { AdmitMessage, outcomeOf } from '#flows/admit-message.js';
import type { AdmissionReport, SendingParty } from '#flows/admit-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock, HubMetrics, Ids } from '#flows/ports.js';
import { formatOf, unsupportedType } from '#flows/read-message.js';
import { replyContext, replyTo } from '#flows/reply.js';
import type { Reply } from '#flows/reply.js';
import { sendingPartyNamed } from '#flows/sending-party.js';
import { headerOf } from '#formats/hl7v2/read.js';
import { CallerGuard, Public } from '#security/caller.guard.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';

interface IntakeRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as they came, cut off one past the cap: this route's bodies are not parsed. */
  readonly body: unknown;
}

interface IntakeReply {
  status(code: number): IntakeReply;
  header(name: string, value: string): IntakeReply;
  send(body: Uint8Array): unknown;
}

/** How much is kept of a message that is too large: enough to tell what it was. */
const HEAD_BYTES = 4096;

const MESSAGE_SCHEMA = {
  type: 'object' as const,
  required: ['messageId', 'kind', 'sender', 'sentAt', 'content'],
  description: 'The message model; docs/interface.md describes every field',
  additionalProperties: true,
};

/** `POST /v1/messages`: a message in any form that the hub speaks, answered in that form after its commit. */
@ApiTags('messages')
@ApiBearerAuth()
@Controller('v1/messages')
export class MessagesController {
  constructor(
    private readonly admitMessage: AdmitMessage,
    private readonly guard: CallerGuard,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly metrics: HubMetrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Send a message' })
  @ApiConsumes('application/json', 'application/hl7-v2')
  @ApiBody({ schema: MESSAGE_SCHEMA })
  @ApiResponse({ status: 201, description: 'Committed: deliveries, deadlines and warnings' })
  @ApiResponse({ status: 200, description: 'The same message again: the answer of the first time' })
  @ApiResponse({ status: 400, description: 'Not readable' })
  @ApiResponse({ status: 401, description: 'No or no valid token' })
  @ApiResponse({ status: 403, description: 'The caller may not send as this unit' })
  @ApiResponse({
    status: 409,
    description: 'The id was used with other content, or the care episode is in another state',
  })
  @ApiResponse({ status: 413, description: 'Too large' })
  @ApiResponse({ status: 415, description: 'A content type that the hub does not take' })
  @ApiResponse({ status: 422, description: 'Against a rule, or not routable: every reason at once' })
  @ApiResponse({ status: 503, description: 'The hub cannot store the message now; retry' })
  async send(@Req() request: IntakeRequest, @Res() response: IntakeReply): Promise<void> {
    const started = performance.now();
    const contentType = String(request.headers['content-type'] ?? '');
    const format = formatOf(contentType);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const party = await this.callingParty(request);
    const report = await this.reportOn({ bytes, contentType, format, party });
    this.metrics.admitted('http', report.messageKind, outcomeOf(report), (performance.now() - started) / 1000);
    respond(response, replyTo(report, format ?? 'json', await replyContext(this.ids, this.clock)));
  }

  private async reportOn(request: {
    bytes: Buffer;
    contentType: string;
    format: ReturnType<typeof formatOf>;
    party: SendingParty | undefined;
  }): Promise<AdmissionReport> {
    const { bytes, contentType, format, party } = request;
    if (party === undefined) {
      const found = reason('sender-unknown', 'Authorization', 'get a bearer token from /oauth2/token');
      const hl7 = format === 'hl7v2' ? headerOf(bytes) : undefined;
      return { kind: 'refused', outcome: 'unauthenticated', reasons: [found], hl7 };
    }
    if (format === undefined) {
      return this.admitMessage.turnAway({ bytes, contentType, format: 'json', party }, unsupportedType());
    }
    if (bytes.length > this.settings.maxMessageBytes) {
      const head = bytes.subarray(0, HEAD_BYTES);
      return this.admitMessage.turnAway({ bytes: head, contentType, format, party }, reason('too-large', ''));
    }
    return this.admitMessage.admit({ bytes, contentType, format, party });
  }

  /** The token is looked at here, not by the guard: a refusal is answered in the form that the message came in. */
  private async callingParty(request: IntakeRequest): Promise<SendingParty | undefined> {
    const caller = await this.guard.authenticate(request);
    if (caller === undefined) return undefined;
    return sendingPartyNamed(`http:${caller.clientId}`, this.configuration.current.directory);
  }
}

function respond(response: IntakeReply, reply: Reply): void {
  response.status(reply.status).header('Content-Type', reply.contentType);
  for (const [name, value] of Object.entries(reply.headers)) response.header(name, value);
  // What is left of a body that is too large is not waited for.
  if (reply.status === 413) response.header('Connection', 'close');
  if (reply.status === 401) response.header('WWW-Authenticate', 'Bearer realm="hemgang"');
  response.send(reply.body ?? new Uint8Array());
}
