import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Caller } from '#domain/access.js';
import { hasRole } from '#domain/access.js';
import { ClientSeenStore } from '#flows/client-seen-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { EditDirectory } from '#flows/edit-directory.js';
import { actorOf } from '#flows/hub-id.js';
import { Clock } from '#flows/ports.js';
import { Problem } from '#formats/json/problem.js';
import { CurrentCaller, Roles } from '#security/caller.guard.js';
import { directoryLists } from './directory-view.js';
import { DirectorySaveDto, DirectoryTextDto } from './dto/directory-requests.dto.js';
import { DirectoryCheckDto, DirectoryDto, DirectorySavedDto } from './dto/directory.dto.js';
import { ForOperations, ForOperators, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/directory')
export class DirectoryController {
  constructor(
    private readonly editDirectory: EditDirectory,
    private readonly configuration: ConfigurationHolder,
    private readonly clientsSeen: ClientSeenStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary: 'Organisations, units, clients, sources and mappings in force, and the file that they are read from',
    description: 'Hashes of secrets are never told. The text of the file is for the roles operations and admin.',
  })
  @ApiOkResponse({ type: DirectoryDto })
  async read(@CurrentCaller() caller: Caller): Promise<DirectoryDto> {
    const { name, isEditable, text, etag, loaded } = await this.editDirectory.view();
    const maySeeText = hasRole(caller, 'operations') || hasRole(caller, 'admin');
    const problems = loaded.ok ? [] : loaded.problems;
    return {
      file: { path: name, isEditable, text: maySeeText ? text : null, problems, etag },
      ...directoryLists(this.configuration, await this.clock.now(), await this.clientsSeen.all()),
    };
  }

  @Post('check')
  @HttpCode(200)
  @ForOperators()
  @ApiOperation({
    summary: 'What is wrong with a text as the directory, and what would be different; nothing is changed',
  })
  @ApiOkResponse({ type: DirectoryCheckDto })
  async check(@Body() { text }: DirectoryTextDto): Promise<DirectoryCheckDto> {
    const { problems, changes } = await this.editDirectory.check(text);
    return { problems: [...problems], changes: [...changes] };
  }

  @Put()
  @Roles('admin')
  @ApiOperation({
    summary: 'Put a text in the place of the file, and in force',
    description:
      'Where `HEMGANG_DIRECTORY_EDITABLE` allows it. When the answer comes it is in force in the process that gave it; who changed what stands in the audit.',
  })
  @ApiOkResponse({ type: DirectorySavedDto })
  @ApiConflictResponse({ description: 'The file is not the one that `etag` names: read it again' })
  @ApiForbiddenResponse({ description: 'Not for the role, or the file rules' })
  @ApiUnprocessableEntityResponse({ description: 'The text is no directory; `errors` say why' })
  async save(@Body() { text, etag }: DirectorySaveDto, @CurrentCaller() caller: Caller): Promise<DirectorySavedDto> {
    const saved = await this.editDirectory.save(text, etag, actorOf(caller));
    switch (saved.kind) {
      case 'saved':
        return { etag: saved.etag, changes: [...saved.changes] };
      case 'wrong': {
        const errors = saved.problems.map((message) => ({ path: 'text', message }));
        throw new Problem(422, 'invalid-request', 'The text cannot be the directory', errors);
      }
      case 'changed':
        throw new Problem(409, 'wrong-state', 'The file has been changed meanwhile; read it again and change that');
      case 'file-rules':
        throw new Problem(
          403,
          'file-rules',
          'The directory is changed in its file; set HEMGANG_DIRECTORY_EDITABLE=true to change it here',
        );
    }
  }
}
