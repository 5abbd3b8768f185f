import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { AskedGivenListReply } from '@shared/reports/asked-given.contract';
import type { OverviewReply } from '@shared/reports/overview.contract';
import {
  type GroupShortageReply,
  type ShortageReply,
  type ShortageStatus,
  shortageStatuses,
} from '@shared/reports/shortages.contract';
import { addDays, dayOf, mondayOf } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { Database } from '@api/platform/database';
import { ensureKnown } from '@api/platform/ensure-known';
import { pageOf, readPage } from '@api/platform/page';
import type { Actor, Work } from '@api/platform/work';
import { keepDayFlows } from '@api/figures/day-flows';
import { readFresh } from '@api/figures/read-fresh';
import { askedGiven } from './asked-given.query';
import { askedGivenCsv } from './asked-given-csv';
import { AskedGivenQuery } from './asked-given-query';
import { groupShortages } from './group-shortages.query';
import { GroupShortagesQuery } from './group-shortages-query';
import { overview } from './overview.query';
import { shortagesCsv } from './shortages-csv';
import { shortages, type ShortagesFilter } from './shortages.query';
import { ShortagesQuery } from './shortages-query';

/** What is short, where, and how long the rest lasts. */
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly database: Database) {}

  /** The shortage report: one page as JSON, or all of it as CSV. */
  @Get('shortages')
  @MemberDoor('volunteer')
  async shortages(
    @Caller() caller: Actor,
    @Query() query: ShortagesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ShortageReply> | Readable> {
    const page = readPage(query.limit, query.cursor);
    const filter: ShortagesFilter = {
      siteId: query.siteId ?? null,
      categoryId: query.categoryId ?? null,
      statuses: readStatuses(query.status),
      asOf: query.asOf === undefined ? null : new Date(query.asOf),
    };
    if (!wantsCsv(query.format, request)) {
      const rows = await this.ask(caller, filter, (work) =>
        shortages(work, filter, { limit: page.limit + 1, offset: page.offset }),
      );
      return pageOf(rows, page);
    }
    const pieces = await this.ask(caller, filter, (work) => shortagesCsv(work, filter));
    const day = dayOf(filter.asOf ?? this.database.now(), caller.timeZone);
    void reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="shortages-${day}.csv"`);
    return Readable.from(pieces);
  }

  /** Items with a par level for the group as a whole, compared with the sum over its sites. */
  @Get('group-shortages')
  @MemberDoor('volunteer')
  async groupShortages(
    @Caller() caller: Actor,
    @Query() query: GroupShortagesQuery,
  ): Promise<Page<GroupShortageReply>> {
    const page = readPage(query.limit, query.cursor);
    const statuses = readStatuses(query.status);
    const { categoryId = null } = query;
    const rows = await readFresh(this.database, caller, null, async (work) => {
      await ensureKnown(work, { categoryId });
      return groupShortages(work, categoryId, statuses, page);
    });
    return pageOf(rows, page);
  }

  /** What was asked for and what was given, by week, category and site; as JSON or CSV. */
  @Get('asked-given')
  @MemberDoor('organizer')
  async askedGiven(
    @Caller() caller: Actor,
    @Query() query: AskedGivenQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AskedGivenListReply | Buffer> {
    const weeks = Number(query.weeks ?? '8');
    const today = dayOf(this.database.now(), caller.timeZone);
    const { siteId = null, categoryId = null } = query;
    const from = mondayOf(query.from ?? addDays(today, -7 * (weeks - 1)));
    const data = await this.database.read(caller, async (work) => {
      await ensureKnown(work, { siteId, categoryId });
      return askedGiven(work, { from, weeks, siteId, categoryId });
    });
    if (!wantsCsv(query.format, request)) return { data };
    void reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="asked-given-${from}.csv"`);
    return askedGivenCsv(data);
  }

  /** How the group stands: counts, shelves by site and category, and the flows of 8 weeks. */
  @Get('overview')
  @MemberDoor('volunteer')
  async overview(@Caller() caller: Actor): Promise<OverviewReply> {
    await keepDayFlows(this.database, caller);
    return readFresh(this.database, caller, null, overview);
  }

  private ask<T>(caller: Actor, filter: ShortagesFilter, job: (work: Work) => Promise<T>): Promise<T> {
    const checked = async (work: Work) => {
      await ensureKnown(work, filter);
      return job(work);
    };
    if (filter.asOf) return this.database.read(caller, checked);
    return readFresh(this.database, caller, filter.siteId, checked);
  }
}

function wantsCsv(format: 'json' | 'csv' | undefined, request: FastifyRequest): boolean {
  if (format !== undefined) return format === 'csv';
  return /\btext\/csv\b/i.test(request.headers.accept ?? '');
}

/** @throws Problem `invalid` for a word that is no status. */
function readStatuses(text: string | undefined): ShortageStatus[] | null {
  if (text === undefined) return null;
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('all') && words.length === 1) return [...shortageStatuses];
  const known = shortageStatuses.filter((status) => words.includes(status));
  if (words.every((word) => known.some((status) => status === word))) return known;
  const message = `status must be of ${shortageStatuses.join(', ')} (several with commas), or all.`;
  throw new Problem('invalid', undefined, [{ path: 'status', code: 'invalid', message }]);
}
