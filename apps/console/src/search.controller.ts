import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Search } from '#flows/search.js';
import { Problem } from '#formats/json/problem.js';
import { SearchQueryDto, SearchResultDto } from './dto/search.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary: 'Messages, care episodes, plans, refused input and units by ids, numbers and names of units',
    description:
      'Ids and numbers are found whole. Nothing is found by a person: what looks like a personal number is refused.',
  })
  @ApiOkResponse({ type: SearchResultDto })
  @ApiUnprocessableEntityResponse({ description: '`personal-number`' })
  async find(@Query() { q }: SearchQueryDto): Promise<SearchResultDto> {
    const items = await this.search.find(q);
    if (items === undefined) {
      throw new Problem(422, 'personal-number', 'Nothing is searched by the number of a person', [
        { path: 'q', message: 'looks like the number of a person' },
      ]);
    }
    return { items };
  }
}
