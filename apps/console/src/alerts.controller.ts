import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { alertText } from '#domain/operations/alert-message.js';
import { ALERT_ID } from '#domain/operations/alert-rules.js';
import type { AlertKind } from '#domain/operations/alert-rules.js';
import type { Directory } from '#domain/directory/directory.js';
import type { AlertView, SentView } from '#flows/alert-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadAlerts } from '#flows/read-alerts.js';
import type { RuleView } from '#flows/read-alerts.js';
import { notFound } from '#formats/json/problem.js';
import {
  AlertDto,
  AlertListDto,
  AlertQueryDto,
  AlertRuleDto,
  AlertRulesDto,
  AlertSendingDto,
  AlertTestResultDto,
} from './dto/alert.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: ReadAlerts,
    private readonly configuration: ConfigurationHolder,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary:
      'Alerts that last, longest first, and that have ended, latest first; at most 200 of each, and what was sent',
  })
  @ApiOkResponse({ type: AlertListDto })
  async list(@Query() { state }: AlertQueryDto): Promise<AlertListDto> {
    const { directory } = this.configuration.current;
    const alerts = await this.alerts.list(state);
    return { items: alerts.map((alert) => alertDto(alert, directory)) };
  }

  @Get('rules')
  @Uncached()
  @ApiOperation({ summary: 'The rules of this hub, with where they send' })
  @ApiOkResponse({ type: AlertRulesDto })
  async rules(): Promise<AlertRulesDto> {
    return { items: (await this.alerts.rules()).map(ruleDto) };
  }

  @Post('rules/:id/test')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'Send a test to each channel of a rule; answers when all have answered, in 20 seconds at most',
  })
  @ApiParam({ name: 'id', example: 'overdue-receipts' })
  @ApiOkResponse({ type: AlertTestResultDto })
  @ApiNotFoundResponse({ description: 'No such rule' })
  async test(@Param('id') id: string): Promise<AlertTestResultDto> {
    const results = ALERT_ID.test(id) ? await this.alerts.test(id) : undefined;
    if (results === undefined) throw notFound('id');
    return {
      items: results.map(({ address, outcome }) => ({
        channel: address.transport,
        to: address.shown,
        ok: outcome.ok,
        error: outcome.ok ? null : outcome.error,
      })),
    };
  }
}

function alertDto(
  { id, rule, kind, name, startedAt, endedAt, count, units, sent }: AlertView,
  directory: Directory,
): AlertDto {
  return {
    ...{ id, rule, kind, name: { ...name }, startedAt, count },
    state: endedAt === undefined ? 'active' : 'ended',
    endedAt: endedAt ?? null,
    units: units.map((unit) => unitContact(directory, unit)),
    text: { ...alertText({ kind, count, units }) },
    sent: sent.map(sendingDto),
  };
}

function sendingDto({ transport, shown, what, at, ok, attempts, error }: SentView): AlertSendingDto {
  return { channel: transport, to: shown, what, at, ok: ok ?? null, attempts, error: error ?? null };
}

/** Kinds that say yes or no, where there is nothing to count. */
const UNCOUNTED: readonly AlertKind[] = ['sweep-late', 'disk-low'];

function ruleDto({ rule, channels, isActive }: RuleView): AlertRuleDto {
  const { id, kind, name, over, profile, forMinutes, clearForMinutes } = rule;
  return {
    ...{ id, kind, name: { ...name }, forMinutes, clearForMinutes, isActive },
    threshold: UNCOUNTED.includes(kind) ? null : over,
    profile: profile ?? null,
    to: channels.map(({ channel, transport, shown, missing }) => ({
      id: channel,
      channel: transport,
      to: shown,
      isReady: missing === undefined,
      missing: missing ?? null,
    })),
  };
}
