import { inject, Injectable } from '@angular/core';
import type { Id } from '@shared/words/id';
import { DeviceClock } from './device-clock';
import { DeviceOutbox } from './device-outbox';
import { type FileProblem, readOutboxFile, writeOutboxFile } from './outbox-file';

/** Carries what waits from one device to another in a file. Needs no network and nobody signed in to give one out. */
@Injectable({ providedIn: 'root' })
export class Carry {
  readonly #outbox = inject(DeviceOutbox);
  readonly #clock = inject(DeviceClock);

  /** A file with all that a group has here, and how many entries are in it. */
  async out(group: { readonly id: Id; readonly name: string }): Promise<{ file: File; count: number }> {
    const entries = await this.#outbox.carryOut(group.id);
    const now = this.#clock.now().toISOString();
    const text = writeOutboxFile(entries, group, now);
    const name = `commonshelf-${now.slice(0, 16).replace(/[T:]/g, '-')}.json`;
    return { file: new File([text], name, { type: 'application/json' }), count: entries.length };
  }

  /** Takes in a file of the group signed in here: how many entries were new here, and how many not. */
  async in(
    file: Blob,
    groupId: Id,
  ): Promise<{ groupName: string; taken: number; known: number } | { problem: FileProblem | 'not_kept' }> {
    const content = readOutboxFile(await file.text().catch(() => ''), groupId);
    if ('problem' in content) return content;
    const { entries, groupName } = content.file;
    try {
      const taken = await this.#outbox.carryIn(entries);
      return { groupName, taken, known: entries.length - taken };
    } catch {
      return { problem: 'not_kept' };
    }
  }
}
