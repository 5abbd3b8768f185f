import { Controller, Get } from '@nestjs/common';
import { Problem } from '@shared/words/problem';
import { Database } from '@api/platform/database';
import { PublicDoor } from './doors';

@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** Whether the server can do its work; 503 when the database does not answer. */
  @Get()
  @PublicDoor()
  async health(): Promise<{ status: 'ok'; database: 'ok' }> {
    if (!(await this.database.isReachable())) throw new Problem('busy', 'The database does not answer.');
    return { status: 'ok', database: 'ok' };
  }
}
