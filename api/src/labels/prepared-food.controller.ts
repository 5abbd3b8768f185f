import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PrintPreparedFood } from '@shared/labels/prepared-food.contract';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { drawPreparedFood, preparedFoodText } from './prepared-food-label';

/** Labels for prepared food: what is in it, when it was made, when it goes. */
@Controller('v1/labels/prepared-food')
export class PreparedFoodController {
  constructor(private readonly database: Database) {}

  /** A label for prepared food as PDF (each copy a page of its own size) or SVG; nothing of it is kept. */
  @Post()
  @HttpCode(200)
  @MemberDoor('volunteer')
  async print(
    @Caller() caller: Actor,
    @Body() body: PrintPreparedFood,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const paragraphs = await this.database.read(caller, (work) => preparedFoodText(work, body));
    const { type, bytes } = await drawPreparedFood(paragraphs, body);
    await reply
      .status(200)
      .headers({
        'content-type': type,
        'content-disposition': `inline; filename="prepared-food.${body.format ?? 'pdf'}"`,
        'cache-control': 'private, no-store',
      })
      .send(Buffer.from(bytes));
  }
}
