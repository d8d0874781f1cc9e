import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import type { EpisodeView } from '#flows/episode-view.js';
import type { EpisodeName } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { notFound } from '#formats/json/problem.js';
import { CurrentCaller } from '#security/caller.guard.js';
import { NO_STORE } from './answers.js';
import { EpisodeQueryDto } from './episode.dto.js';

/** Care episodes, for their parties and for the hospital whose stay it is. */
@ApiTags('episodes')
@ApiBearerAuth()
@ApiResponse({ status: 404, description: 'No care episode that you take part in' })
@Controller('v1/episodes')
export class EpisodeController {
  constructor(private readonly episodes: ReadEpisode) {}

  /**
   * State, category, parties, consents, colours, care contacts, dates, open deadlines, pending answers, timeline, and all of it
   * in plain words.
   */
  @Get(':id')
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({
    summary: "A care episode by the hub's id, explained",
    description:
      "`explanation` says in Swedish and English where the care episode stands, what has happened, what is waited for from whom until when and what follows otherwise, what may be sent now, what is missing, and the steps of the caller's role.",
  })
  @ApiOkResponse({ description: 'The care episode' })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<EpisodeView> {
    return this.find(caller, { id }, 'id');
  }

  /** The same by the hospital's number. */
  @Get()
  @Header('Cache-Control', NO_STORE)
  @ApiOperation({ summary: "A care episode by the hospital's number" })
  @ApiOkResponse({ description: 'The care episode' })
  async findByNumber(@CurrentCaller() caller: Caller, @Query() query: EpisodeQueryDto): Promise<EpisodeView> {
    return this.find(caller, { organisation: query.organisation, number: query.episodeId }, 'episodeId');
  }

  private async find(caller: Caller, name: EpisodeName, path: string): Promise<EpisodeView> {
    const episode = await this.episodes.read(caller, name);
    if (episode === undefined) throw notFound(path);
    return episode;
  }
}
