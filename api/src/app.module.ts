import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CatalogController } from '@api/catalog/catalog.controller';
import { CodesController } from '@api/catalog/codes.controller';
import { DirectoryController } from '@api/directory/directory.controller';
import { FridgesController } from '@api/fridges/fridges.controller';
import { VisitsController } from '@api/fridges/visits.controller';
import { BatchAdmission } from '@api/http/batch-admission';
import { CallerLimitGuard } from '@api/http/caller-limit.guard';
import { CheckedBodyPipe } from '@api/http/checked-body.pipe';
import { DoorGuard } from '@api/http/door.guard';
import { HealthController } from '@api/http/health.controller';
import { OpenApiController } from '@api/http/openapi/openapi.controller';
import { ProblemFilter } from '@api/http/problem.filter';
import { PublicAddress } from '@api/http/public-address';
import { SensorPace } from '@api/http/sensor-pace';
import { PublicReadings } from '@api/http/public-readings';
import { PublicWrites } from '@api/http/public-writes';
import { SessionCache } from '@api/http/session-cache';
import { SetUpToken } from '@api/http/set-up-token';
import { MapGround } from '@api/http/tiles/map-ground';
import type { TileSource } from '@api/http/tiles/tile-source';
import { TilesController } from '@api/http/tiles/tiles.controller';
import { UnreadBodyGuard } from '@api/http/unread-body.guard';
import type { WebPages } from '@api/http/web-pages';
import { FiguresJob } from '@api/jobs/figures.job';
import { HandOutsJob } from '@api/jobs/hand-outs.job';
import { PhotosJob } from '@api/jobs/photos.job';
import { ReadingsJob } from '@api/jobs/readings.job';
import { ColdController } from '@api/fridges/cold.controller';
import { CalendarController } from '@api/fridges/calendar.controller';
import { TasksController } from '@api/fridges/tasks.controller';
import { ReadingsController } from '@api/fridges/readings.controller';
import { ExpiryJob } from '@api/jobs/expiry.job';
import { MissedAsksController } from '@api/needs/missed-asks.controller';
import { PublicController } from '@api/neighbours/public.controller';
import { PosterController } from '@api/neighbours/poster.controller';
import { PublicPagesController } from '@api/neighbours/public-pages.controller';
import { NeighbourNeedsController } from '@api/needs/neighbour-needs.controller';
import { VerifyJob } from '@api/jobs/verify.job';
import { LabelsController } from '@api/labels/labels.controller';
import { PreparedFoodController } from '@api/labels/prepared-food.controller';
import { PeopleController } from '@api/people/people.controller';
import { type Clock, Database } from '@api/platform/database';
import { dataSourceOptions } from '@api/platform/data-source';
import { PhotosController } from '@api/sites/photos.controller';
import { PublicSettingsController } from '@api/sites/public-settings.controller';
import { SitesController } from '@api/sites/sites.controller';
import { LotsController } from '@api/stock/lots.controller';
import { MovementsController } from '@api/stock/movements.controller';
import { StockController } from '@api/stock/stock.controller';
import { TransfersController } from '@api/transfers/transfers.controller';
import { ReportsController } from '@api/reports/reports.controller';
import { ParLevelsController } from '@api/figures/par-levels.controller';
import { ChangeSignal } from '@api/platform/change-signal';
import { LiveController } from '@api/sync/live.controller';
import { LiveHub } from '@api/http/live-hub';
import { SyncAnswers } from '@api/http/sync-answers';
import { StocktakesController } from './stocktakes/stocktakes.controller';
import { SyncController } from '@api/sync/sync.controller';
import { entities } from './entities';

export interface AppSettings {
  readonly databaseUrl: string;
  readonly publicUrl: string | null;
  /** Null when the server offers no set-up. */
  readonly setUpToken: string | null;
  /** The web app; null for the API alone. */
  readonly pages: WebPages | null;
  /** What maps are drawn on; a plain ground when not said. */
  readonly tiles?: TileSource | null;
  /** Tests tell their own time. */
  readonly clock?: Clock;
}

@Module({})
export class AppModule {
  static with(settings: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(settings.databaseUrl, entities), retryAttempts: 0 }),
        ScheduleModule.forRoot(),
      ],
      controllers: [
        HealthController,
        OpenApiController,
        PeopleController,
        SitesController,
        PhotosController,
        PublicSettingsController,
        CatalogController,
        CodesController,
        DirectoryController,
        LabelsController,
        PreparedFoodController,
        MovementsController,
        StockController,
        LotsController,
        TransfersController,
        VisitsController,
        FridgesController,
        ParLevelsController,
        MissedAsksController,
        ReadingsController,
        NeighbourNeedsController,
        ColdController,
        PublicController,
        PublicPagesController,
        TasksController,
        CalendarController,
        PosterController,
        ReportsController,
        SyncController,
        LiveController,
        StocktakesController,
        TilesController,
      ],
      providers: [
        {
          provide: Database,
          inject: [DataSource],
          useFactory: (source: DataSource) => new Database(source, settings.clock),
        },
        { provide: PublicAddress, useValue: new PublicAddress(settings.publicUrl) },
        { provide: MapGround, useValue: new MapGround(settings.tiles ?? null) },
        { provide: SetUpToken, useValue: new SetUpToken(settings.setUpToken) },
        { provide: ThrottlerStorageService, useValue: new ThrottlerStorageService() },
        SessionCache,
        SensorPace,
        BatchAdmission,
        ChangeSignal,
        PublicReadings,
        PublicWrites,
        SyncAnswers,
        LiveHub,
        FiguresJob,
        ExpiryJob,
        VerifyJob,
        PhotosJob,
        HandOutsJob,
        ReadingsJob,
        { provide: APP_GUARD, useClass: CallerLimitGuard },
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_GUARD, useClass: UnreadBodyGuard },
        { provide: APP_PIPE, useClass: CheckedBodyPipe },
        { provide: APP_FILTER, useValue: new ProblemFilter(settings.pages) },
      ],
    };
  }
}
