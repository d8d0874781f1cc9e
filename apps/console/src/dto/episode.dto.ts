import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

/** A care episode by the number that its hospital gave it. */
export class OpsEpisodeQueryDto {
  @ApiProperty({ description: 'Id of the organisation whose number it is' })
  @IsString()
  @Length(1, 200)
  organisation!: string;

  @ApiProperty({ description: "The organisation's number of the care episode" })
  @IsString()
  @Length(1, 200)
  episodeId!: string;
}
