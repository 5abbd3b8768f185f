import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DirectoryProductReply, DirectoryReply } from '@shared/directory/directory.contract';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { directoryProduct, directorySize } from './directory.queries';
import { openProductList } from './open-product-list';
import { productListLines } from './product-list-lines';

const uploadBytes = 2 * 1024 ** 3;

/** What retail codes stand for in the world: the same for every group on the server. */
@Controller('v1/directory')
export class DirectoryController {
  constructor(private readonly database: Database) {}

  /** How many products the directory knows. */
  @Get()
  @MemberDoor('volunteer')
  size(@Caller() caller: Actor): Promise<DirectoryReply> {
    return this.database.read(caller, directorySize);
  }

  /** What the directory knows about a product code. */
  @Get('products/:gtin')
  @MemberDoor('volunteer')
  product(@Caller() caller: Actor, @Param('gtin') gtin: string): Promise<DirectoryProductReply> {
    return this.database.read(caller, (work) => directoryProduct(work, gtin));
  }

  /**
   * Loads a product list: CSV or tab-separated, gzipped or not, as the body itself, up to 2 GB. Answers as it goes, one JSON
   * object a line: how far it is, and at last what it did with the lines that were refused; or a `problem`, when the file
   * breaks off. A file whose header is not understood is refused whole, with 422.
   */
  @Post('uploads')
  @HttpCode(200)
  @MemberDoor('organizer')
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body } = request;
    if (!(body instanceof Readable)) {
      throw new Problem('malformed', 'Send the list itself as the body, as text/csv or application/gzip.');
    }
    try {
      const list = await openProductList(body, uploadBytes);
      const lines = productListLines(() => this.database.openBulk(), list);
      await reply.status(200).type('application/x-ndjson').send(Readable.from(lines));
    } finally {
      // What is left of a list that was given up is let in and dropped: whoever sends it reads the answer afterwards.
      body.resume();
    }
  }
}
