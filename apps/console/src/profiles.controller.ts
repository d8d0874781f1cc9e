import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { explainProfile, ruleCount } from '#domain/profile/words/explain-profile.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { notFound } from '#formats/json/problem.js';
import { profileDto, ProfileDto, ProfileNameDto } from './dto/profile.dto.js';
import { ForOperations } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/profiles')
export class ProfilesController {
  constructor(private readonly configuration: ConfigurationHolder) {}

  @Get()
  @ApiOperation({ summary: 'The regions whose rules are in force' })
  @ApiOkResponse({ type: [ProfileNameDto] })
  list(): ProfileNameDto[] {
    const profiles = [...this.configuration.current.profiles.values()];
    return profiles.map((profile) => ({ id: profile.id, name: profile.name, rules: ruleCount(profile) }));
  }

  @Get(':id')
  @ApiOperation({ summary: "A region's rules in words, in Swedish and English" })
  @ApiParam({ name: 'id', example: 'gavleborg' })
  @ApiOkResponse({ type: ProfileDto })
  @ApiNotFoundResponse()
  one(@Param('id') id: string): ProfileDto {
    const profile = this.configuration.current.profiles.get(id);
    if (profile === undefined) throw notFound('id');
    return profileDto(explainProfile(profile));
  }
}
