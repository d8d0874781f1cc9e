import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { PORTAL_UNIT_TYPE, ReadPortal } from '#flows/read-portal.js';
import { Problem } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from '../answers.js';
import { Stopping } from '../stopping.js';
import type { ConnectedRequest } from '../stopping.js';
import { fingerprint } from './entity-tag.js';
import { PortalChangesDto, PortalChangesQueryDto } from './portal.dto.js';

const DEFAULT_LIMIT = 100;

/** What the portal that shows persons their plans (1177) has to show and to take away. */
@ApiTags('portal')
@ApiBearerAuth()
@Controller('v1/portal')
export class PortalController {
  constructor(
    private readonly portal: ReadPortal,
    private readonly stopping: Stopping,
  ) {}

  /**
   * Changes after a cursor, in the order of the commits, nothing skipped; ids and versions, nobody's name. A plan that may not be shown
   * any more, whatever the reason, is `withdrawn` with the change that brought that about.
   */
  @Get('changes')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: 'Which plans are shown, and which are not any more' })
  @ApiResponse({ status: 200, type: PortalChangesDto })
  @ApiResponse({ status: 403, description: 'Not a client that shows persons their plans' })
  async changes(
    @CurrentCaller() caller: Caller,
    @Query() query: PortalChangesQueryDto,
    @Req() request: ConnectedRequest,
  ): Promise<PortalChangesDto> {
    mustBePortal(this.portal, caller);
    const { signal, release } = this.stopping.signalFor(request);
    const asked = {
      after: BigInt(query.after ?? 0),
      limit: Number(query.limit ?? DEFAULT_LIMIT),
      wait: Number(query.wait ?? 0) * 1_000,
    };
    const { items, next } = await this.portal.changes(caller, asked, signal).finally(release);
    return {
      items: items.map(({ plan, shown }) =>
        shown === undefined
          ? { id: plan, state: 'withdrawn' }
          : { id: plan, state: 'shown', version: fingerprint(shown) },
      ),
      next,
    };
  }
}

/** @throws Problem 403 */
export function mustBePortal(portal: ReadPortal, caller: Caller): void {
  if (portal.isPortal(caller)) return;
  const title = `This takes a client with a unit of type ${PORTAL_UNIT_TYPE}, in a region that shows persons their plans`;
  throw new Problem(403, 'not-allowed', title);
}
