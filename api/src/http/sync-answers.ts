import { Injectable } from '@nestjs/common';
import type { SyncReply } from '@shared/sync/sync.contract';
import type { Id } from '@shared/words/id';
import { ChangeSignal } from '@api/platform/change-signal';
import { Database } from '@api/platform/database';
import type { Actor } from '@api/platform/work';
import { readSync } from '@api/sync/read-sync';
import { CompressibleJson } from './compressible-json';

const sharedMs = 250;
const mostKept = 100;

/**
 * Answers syncs. When many devices of a group hear of a change, they ask the same at once: whoever asks the same within a
 * quarter of a second shares one look at the database, and with it the cursor, so that they ask the same again next time.
 * Any change of the group that is heard of ends the sharing at once.
 */
@Injectable()
export class SyncAnswers {
  private readonly shared = new Map<string, Promise<CompressibleJson<SyncReply>>>();

  constructor(
    private readonly database: Database,
    signal: ChangeSignal,
  ) {
    signal.listen((groupId) => {
      this.forget(groupId);
    });
  }

  answer(caller: Actor, since: string | null, siteId: Id | null): Promise<CompressibleJson<SyncReply>> {
    const key = `${caller.groupId} ${siteId ?? ''} ${since ?? ''}`;
    const known = this.shared.get(key);
    if (known) return known;
    const answer = this.database
      .read(caller, (work) => readSync(work, since, siteId))
      .then((json) => new CompressibleJson(json));
    if (this.shared.size < mostKept) this.shared.set(key, answer);
    const end = () => {
      if (this.shared.get(key) === answer) this.shared.delete(key);
    };
    answer.catch(end);
    setTimeout(end, sharedMs).unref();
    return answer;
  }

  /** Answers from before a change are not for whoever asks after it. */
  forget(groupId: Id | null): void {
    if (groupId === null) this.shared.clear();
    for (const key of this.shared.keys()) if (key.startsWith(`${groupId} `)) this.shared.delete(key);
  }
}
