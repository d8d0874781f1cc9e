import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { EpisodeView } from '#flows/episode-view.js';
import type { EpisodeName } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { OpsEpisodeQueryDto } from './dto/episode.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

/** Care episodes of every region: how they stand, what is awaited from whom and why, and who the patient is not. */
@ForOperations()
@Controller('v1/ops/episodes')
export class OpsEpisodesController {
  constructor(private readonly episodes: ReadEpisode) {}

  @Get(':id')
  @Uncached()
  @ApiOperation({
    summary: "A care episode by the hub's id, explained; who reads it is noted",
    description: 'As `GET /v1/episodes/{id}`, of every region and with every message; nothing of the patient.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ description: 'The care episode' })
  @ApiNotFoundResponse()
  read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<EpisodeView> {
    return this.find(caller, { id }, 'id');
  }

  @Get()
  @Uncached()
  @ApiOperation({ summary: "The same by the hospital's number" })
  @ApiOkResponse({ description: 'The care episode' })
  @ApiNotFoundResponse()
  findByNumber(@CurrentCaller() caller: Caller, @Query() query: OpsEpisodeQueryDto): Promise<EpisodeView> {
    return this.find(caller, { organisation: query.organisation, number: query.episodeId }, 'episodeId');
  }

  private async find(caller: Caller, name: EpisodeName, path: string): Promise<EpisodeView> {
    const episode = await this.episodes.readForOperations(caller, name);
    if (episode === undefined) throw notFound(path);
    return episode;
  }
}
