import { Controller, Delete, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CalendarMadeReply } from '@shared/fridges/tasks.contract';
import { Problem } from '@shared/words/problem';
import { Caller, InPerson, LimitPerMinute, MemberDoor, PublicDoor } from '@api/http/doors';
import { PublicAddress } from '@api/http/public-address';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { calendarOf, endCalendar, makeCalendar } from './calendar-feed';

/** A member's own days and tasks in the calendar of their phone. */
@Controller('v1')
export class CalendarController {
  constructor(
    private readonly database: Database,
    private readonly address: PublicAddress,
  ) {}

  /** Makes the address of the asking member's calendar, shown this once; one made before works no more. */
  @Post('me/calendar')
  @MemberDoor('volunteer')
  @InPerson()
  async make(@Caller() caller: Actor, @Req() request: FastifyRequest): Promise<CalendarMadeReply> {
    const token = await this.database.write(caller, makeCalendar);
    return { url: `${this.address.base(request)}/api/v1/public/calendars/${token}` };
  }

  /** Ends the asking member's calendar. */
  @Delete('me/calendar')
  @HttpCode(204)
  @MemberDoor('volunteer')
  @InPerson()
  end(@Caller() caller: Actor): Promise<void> {
    return this.database.write(caller, endCalendar);
  }

  /** A calendar by its secret, as iCalendar. */
  @Get('public/calendars/:token')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('cache-control', 'private, no-store')
  @PublicDoor()
  @LimitPerMinute(60)
  calendar(@Param('token') token: string): Promise<string> {
    if (!/^[\w-]{20,100}$/.test(token)) throw new Problem('not_found');
    return this.database.enter((doorway) => calendarOf(doorway, token));
  }
}
