import { Injectable } from '@nestjs/common';

/** The secret that makes the first group; null once there is a group and nobody may. */
@Injectable()
export class SetUpToken {
  constructor(readonly value: string | null) {}
}
