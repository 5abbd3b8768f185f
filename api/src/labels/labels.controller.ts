import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  type OnModuleDestroy,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type LabelSheetReply, PrintLabelSheet } from '@shared/labels/labels.contract';
import { isId } from '@shared/words/id';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { pageOf, readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { type LabelFile, labelFile, labelFormats } from './label-file';
import { labelOfSubject } from './label-of-subject';
import { labelLanguage } from './label-phrases';
import { labelProblem } from './label-problem';
import { LabelQuery } from './label-query';
import { LabelSheetQueue } from './label-sheet-queue';
import { labelSheets } from './label-sheets';
import { type LabelSubjectKey, labelSubjects } from './label-subjects.query';
import { labelSheetOf, printLabelSheet } from './print-label-sheet';
import { SheetQuery } from './sheet-query';

/** The bundled worker beside the program; absent where the program runs from its sources, as in tests. */
const workerFile = join(__dirname, 'label-sheet.worker.js');
const usualSheet = 'brother-62x29';
const usualDpi = 300;

/** Labels to stick on goods, shelves and doors. */
@Controller('v1/labels')
export class LabelsController implements OnModuleDestroy {
  private readonly queue = new LabelSheetQueue(existsSync(workerFile) ? workerFile : null);

  constructor(private readonly database: Database) {}

  onModuleDestroy(): Promise<void> {
    return this.queue.close();
  }

  /** The label sheets and rolls that can be printed on. */
  @Get('sheets')
  @MemberDoor('volunteer')
  sheets(@Query() query: ListQuery): Page<LabelSheetReply> {
    const page = readPage(query.limit, query.cursor);
    const after = labelSheets.slice(page.offset, page.offset + page.limit + 1);
    const rows = after.map(({ id, name, paper, columns, rows, widthMm, heightMm }) => {
      return { id, name, paper, columns, rows, labelWidth: tenth(widthMm), labelHeight: tenth(heightMm) };
    });
    return pageOf(rows, page);
  }

  /** Label sheets as a PDF, to be printed at actual size. */
  @Post('sheets')
  @HttpCode(200)
  @MemberDoor('volunteer')
  async print(
    @Caller() caller: Actor,
    @Body() body: PrintLabelSheet,
    @Query() query: SheetQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.language ?? labelLanguage(request.headers['accept-language']);
    const job = await this.database.write(caller, (work) => printLabelSheet(work, body, language));
    const pdf = await this.queue.draw(job).catch((error: unknown) => {
      throw labelProblem(error);
    });
    await send(reply, { body: Buffer.from(pdf), type: 'application/pdf', name: 'labels.pdf' });
  }

  /** The label of an item: `ID.svg`, `ID.png` or `ID.pdf`. */
  @Get('items/:file')
  @MemberDoor('volunteer')
  item(
    @Caller() caller: Actor,
    @Param('file') file: string,
    @Query() query: LabelQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.label(caller, file, (itemId) => ({ itemId }), query, request, reply);
  }

  /** The label of a lot, with its code and dates: `ID.svg`, `ID.png` or `ID.pdf`. */
  @Get('lots/:file')
  @MemberDoor('volunteer')
  lot(
    @Caller() caller: Actor,
    @Param('file') file: string,
    @Query() query: LabelQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.label(caller, file, (lotId) => ({ lotId }), query, request, reply);
  }

  /** The label of a site: `ID.svg`, `ID.png` or `ID.pdf`. */
  @Get('sites/:file')
  @MemberDoor('volunteer')
  site(
    @Caller() caller: Actor,
    @Param('file') file: string,
    @Query() query: LabelQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.label(caller, file, (siteId) => ({ siteId }), query, request, reply);
  }

  private async label(
    caller: Actor,
    file: string,
    keyOf: (id: string) => LabelSubjectKey,
    query: LabelQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const dot = file.lastIndexOf('.');
    const id = file.slice(0, Math.max(dot, 0)).toLowerCase();
    const format = labelFormats.find((known) => known === file.slice(dot + 1));
    if (!format || !isId(id)) throw new Problem('not_found');
    const size = labelSheetOf(query.sheet ?? usualSheet);
    const language = query.language ?? labelLanguage(request.headers['accept-language']);
    const [subject] = await this.database.write(caller, (work) => labelSubjects(work, [keyOf(id)]));
    if (!subject) throw new Problem('not_found');
    const content = labelOfSubject(subject, query.symbology ?? 'qr', language, 'symbology');
    await send(reply, await labelFile(content, format, size, query.dpi ?? usualDpi));
  }
}

/** Shown, not saved; kept by nobody but the one who asked, and asked for again, since names and dates change. */
function send(reply: FastifyReply, { body, type, name }: LabelFile): FastifyReply {
  return reply
    .status(200)
    .headers({
      'content-type': type,
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-cache',
      vary: 'Accept-Language, Cookie, Authorization',
    })
    .send(body);
}

const tenth = (millimetres: number): number => Math.round(millimetres * 10) / 10;
