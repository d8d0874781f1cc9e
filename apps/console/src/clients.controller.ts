import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DraftClient } from '#flows/draft-client.js';
import { ClientDraftDto } from './dto/directory-requests.dto.js';
import { DraftedClientDto } from './dto/directory.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/clients')
export class ClientsController {
  constructor(private readonly draftClient: DraftClient) {}

  @Post('draft')
  @HttpCode(200)
  @Uncached()
  @ForOperators()
  @ApiOperation({
    summary: 'What the directory has to say of a new client, with a new secret that is shown this once',
    description: 'Nothing is changed: save `text`, or add `yaml` to the list of clients in the file.',
  })
  @ApiOkResponse({ type: DraftedClientDto })
  async draft(@Body() wish: ClientDraftDto): Promise<DraftedClientDto> {
    const { yaml, secret, text, problems } = await this.draftClient.draft(wish);
    return { yaml, secret, text, problems: [...problems] };
  }
}
