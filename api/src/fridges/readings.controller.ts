import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  type ReadingReply,
  type ReadingResult,
  RecordReadings,
  type RecordReadingsReply,
  SensorWebhook,
} from '@shared/fridges/readings.contract';
import { addDays, isDay, startOfDay } from '@shared/words/day';
import type { Page } from '@shared/words/page';
import { AlsoForTokens, Caller, CallerToken, MemberDoor, TokenLabel } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { SensorPace } from '@api/http/sensor-pace';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { ensureSite } from '@api/figures/par-levels';
import { postReadings } from './post-readings';
import { postSensorReading } from './post-sensor-reading';
import { readings } from './readings.query';
import { ReadingsQuery } from './readings-query';

/** What the thermometers of fridges, freezers and rooms showed. */
@Controller('v1')
export class ReadingsController {
  constructor(
    private readonly database: Database,
    private readonly pace: SensorPace,
  ) {}

  /** Records 1 to 500 readings of a site; each line is judged by itself. */
  @Post('sites/:id/readings')
  @HttpCode(200)
  @MemberDoor('steward')
  @AlsoForTokens('readings')
  async record(
    @Caller() caller: Actor,
    @TokenLabel() sensor: string | null,
    @IdParam() id: string,
    @Body() body: RecordReadings,
  ): Promise<RecordReadingsReply> {
    return {
      results: await this.database.write(caller, (work) => postReadings(work, id, body.readings, sensor)),
    };
  }

  /**
   * Takes one reading in the words of ESPHome or Home Assistant; with `at`, the same reading again changes nothing. A sensor may
   * speak twice a second.
   */
  @Post('sites/:id/readings/webhook')
  @HttpCode(200)
  @MemberDoor('steward')
  @AlsoForTokens('readings')
  async fromSensor(
    @Caller() caller: Actor,
    @CallerToken() token: string,
    @TokenLabel() sensor: string | null,
    @IdParam() id: string,
    @Body() body: SensorWebhook,
  ): Promise<ReadingResult> {
    await this.pace.ensure(token);
    return this.database.write(caller, (work) => postSensorReading(work, id, body, sensor));
  }

  /**
   * The group's readings by when they occurred, newest first. After 90 days the last, the coldest and the warmest reading of a sensor's
   * hour stay, and all of excursions; what people read stays.
   */
  @Get('readings')
  @MemberDoor('volunteer')
  list(@Caller() caller: Actor, @Query() query: ReadingsQuery): Promise<Page<ReadingReply>> {
    const { limit, cursor, from, to, siteId, probe } = query;
    const { timeZone } = caller;
    const filter = {
      limit: readPage(limit, undefined).limit,
      ...(siteId === undefined ? {} : { siteId }),
      ...(probe === undefined ? {} : { probe }),
      ...(from === undefined ? {} : { from: isDay(from) ? startOfDay(from, timeZone) : new Date(from) }),
      ...(to === undefined ? {} : { to: isDay(to) ? startOfDay(addDays(to, 1), timeZone) : new Date(to) }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.database.read(caller, async (work) => {
      if (siteId) await ensureSite(work, siteId);
      return readings(work, filter);
    });
  }
}
