import { Body, Controller, Get, Header, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  RecordVisit,
  type RecordVisitReply,
  ReverseVisit,
  type VisitReply,
} from '@shared/fridges/visits.contract';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { BatchAdmission } from '@api/http/batch-admission';
import { Caller, CallerToken, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { Database } from '@api/platform/database';
import { type JsonText, jsonType } from '@api/platform/json-text';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { encodePhoto, type EncodedPhoto } from '@api/sites/photos/encode-photo';
import { ensureSite } from '@api/figures/par-levels';
import { recordVisit } from './record-visit';
import { reverseVisit } from './reverse-visit';
import { visitById, visits } from './visits.query';
import { VisitsQuery } from './visits-query';

/** Stewards' visits to fridges. */
@Controller('v1/visits')
export class VisitsController {
  constructor(
    private readonly database: Database,
    private readonly admission: BatchAdmission,
  ) {}

  /**
   * Records a visit: what was seen, left, thrown out and put in. Each line is judged by itself. 201, or 200 when this visit
   * already stands.
   */
  @Post()
  @Header('content-type', jsonType)
  @MemberDoor('steward')
  async record(
    @Caller() caller: Actor,
    @CallerToken() device: string,
    @Body() body: RecordVisit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<RecordVisitReply>> {
    const photo = body.photo === undefined ? null : await photoOf(body.photo);
    const { isNew, text, ...results } = await this.admission.run(device, () =>
      this.database.write(caller, async (work) => ({
        ...(await recordVisit(work, body, photo)),
        text: await visitById(work, body.id.toLowerCase()),
      })),
    );
    void reply.status(isNew ? 201 : 200);
    const kept = body.photo === undefined ? null : photo === null ? 'refused' : 'kept';
    return `{"visit":${text},${JSON.stringify({ ...results, photo: kept }).slice(1)}`;
  }

  /** Visits by when they were, newest first; undone ones say so. */
  @Get()
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  list(@Caller() caller: Actor, @Query() query: VisitsQuery): Promise<JsonText<Page<VisitReply>>> {
    const { limit } = readPage(query.limit, undefined);
    const { siteId = null, cursor } = query;
    return this.database.read(caller, async (work) => {
      if (siteId !== null) await ensureSite(work, siteId);
      return visits(work, { siteId, limit, ...(cursor === undefined ? {} : { cursor }) });
    });
  }

  /** One visit, with what it moved and what follows from it. */
  @Get(':id')
  @Header('content-type', jsonType)
  @MemberDoor('volunteer')
  visit(@Caller() caller: Actor, @IdParam() id: string): Promise<JsonText<VisitReply>> {
    return this.database.read(caller, (work) => visitById(work, id));
  }

  /** Undoes a visit and what followed from it: 201, or 200 when it is undone by this reversal already. */
  @Post(':id/reversal')
  @Header('content-type', jsonType)
  @MemberDoor('steward')
  async reverse(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: ReverseVisit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<VisitReply>> {
    const { made, text } = await this.database.write(caller, async (work) => ({
      made: await reverseVisit(work, id, body),
      text: await visitById(work, id),
    }));
    void reply.status(made ? 201 : 200);
    return text;
  }
}

/** Null for what is no photo: the visit is worth more. */
async function photoOf(base64: string): Promise<EncodedPhoto | null> {
  try {
    return await encodePhoto(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid') return null;
    throw error;
  }
}
