import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { photoById } from './photos/photos';
import { sendPhoto } from './photos/send-photo';

/** Pictures of places, kept for a while. */
@Controller('v1/photos')
export class PhotosController {
  constructor(private readonly database: Database) {}

  /** One photo, as WebP; 404 once it has expired. */
  @Get(':id')
  @MemberDoor('volunteer')
  async photo(@Caller() caller: Actor, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    const photo = await this.database.read(caller, (work) => photoById(work, id));
    if (!photo) throw new Problem('not_found');
    await sendPhoto(reply, photo);
  }
}
