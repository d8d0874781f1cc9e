import { ApiProperty } from '@nestjs/swagger';

/** A text in Swedish and English. */
export class BothDto {
  @ApiProperty({ example: 'Försenade kvittenser' })
  sv!: string;

  @ApiProperty({ example: 'Overdue receipts' })
  en!: string;
}
