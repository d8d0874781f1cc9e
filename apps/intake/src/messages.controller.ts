import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { MessageFormat } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import { AdmitMessage, headOf, refusedAs } from '#flows/admit-message.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { AnswerMessage } from '#flows/answer-message.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { unsupportedType } from '#flows/read-message.js';
import type { Reply } from '#flows/reply.js';
import { sendingPartyNamed } from '#flows/sending-party.js';
import type { SendingParty } from '#flows/sending-party.js';
import { formatOf, isCompressed, MEDIA_TYPES } from '#formats/format.js';
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

const COMPRESSED = reason('unsupported-media-type', 'Content-Encoding', 'send the body as it is, not compressed');

/** The definition in the document's components, made from what messages are checked by. */
const MESSAGE_SCHEMA = { $ref: '#/components/schemas/Message' };

/** `POST /v1/messages`: a message in any form that the hub speaks, answered in that form after its commit. */
@ApiTags('messages')
@ApiBearerAuth()
@Controller()
export class MessagesController {
  constructor(
    private readonly admitMessage: AdmitMessage,
    private readonly answers: AnswerMessage,
    private readonly guard: CallerGuard,
    private readonly configuration: ConfigurationHolder,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('v1/messages')
  @Public()
  @ApiOperation({ summary: 'Send a message' })
  @ApiConsumes(...Object.values(MEDIA_TYPES))
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
    respond(response, await this.replyTo(request, formatOf(contentTypeOf(request))));
  }

  /** FHIR's own name for the same: the body is a message Bundle, the answer a response Bundle. */
  @Post('fhir/$process-message')
  @Public()
  @ApiOperation({ summary: 'Send a FHIR message' })
  @ApiConsumes(MEDIA_TYPES['fhir-json'], MEDIA_TYPES['fhir-xml'])
  @ApiResponse({ status: 201, description: 'Committed: the response Bundle' })
  async process(@Req() request: IntakeRequest, @Res() response: IntakeReply): Promise<void> {
    respond(response, await this.replyTo(request, fhirFormatOf(contentTypeOf(request))));
  }

  private async replyTo(request: IntakeRequest, format: MessageFormat | undefined): Promise<Reply> {
    const started = performance.now();
    const contentType = contentTypeOf(request);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const party = await this.callingParty(request);
    if (party === undefined) return this.tell(unknownCaller(bytes, format), format, started);
    if (format === undefined) {
      const input = { bytes, contentType, format: 'json' as const, party };
      return this.tell(await this.admitMessage.turnAway(input, unsupportedType()), format, started);
    }
    if (isCompressed(request.headers)) {
      const input = { bytes: bytes.subarray(0, HEAD_BYTES), contentType, format, party };
      return this.tell(await this.admitMessage.turnAway(input, COMPRESSED), format, started);
    }
    if (bytes.length > this.settings.maxMessageBytes) {
      const head = { bytes: bytes.subarray(0, HEAD_BYTES), contentType, format, party };
      return this.tell(await this.admitMessage.turnAway(head, reason('too-large', '')), format, started);
    }
    return this.answers.answer({ bytes, contentType, format, party }, 'http', started);
  }

  private tell(report: AdmissionReport, format: MessageFormat | undefined, started: number): Promise<Reply> {
    return this.answers.tell(report, format ?? 'json', 'http', started);
  }

  /** The token is looked at here, not by the guard: a refusal is answered in the form that the message came in. */
  private async callingParty(request: IntakeRequest): Promise<SendingParty | undefined> {
    const caller = await this.guard.authenticate(request);
    if (caller === undefined) return undefined;
    return sendingPartyNamed(`http:${caller.clientId}`, this.configuration.current.directory);
  }
}

function contentTypeOf({ headers }: IntakeRequest): string {
  return String(headers['content-type'] ?? '');
}

/** At FHIR's own address plain JSON and XML mean FHIR's. */
function fhirFormatOf(contentType: string): MessageFormat | undefined {
  const format = formatOf(contentType);
  if (format === 'json' || format === 'fhir-json') return 'fhir-json';
  return format === 'xml' || format === 'fhir-xml' ? 'fhir-xml' : undefined;
}

function unknownCaller(bytes: Buffer, format: MessageFormat | undefined): AdmissionReport {
  const found = reason('sender-unknown', 'Authorization', 'get a bearer token from /oauth2/token');
  return refusedAs([found], format && headOf({ bytes, format }));
}

function respond(response: IntakeReply, reply: Reply): void {
  response.status(reply.status).header('Content-Type', reply.contentType);
  for (const [name, value] of Object.entries(reply.headers)) response.header(name, value);
  // What is left of a body that is too large is not waited for.
  if (reply.status === 413) response.header('Connection', 'close');
  if (reply.status === 401) response.header('WWW-Authenticate', 'Bearer realm="hemgang"');
  response.send(reply.body ?? new Uint8Array());
}
