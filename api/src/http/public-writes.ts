import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NeighbourOutcome, ReportKind } from '@shared/needs/neighbours.contract';
import { privateKindIn } from '@shared/needs/private-words';
import type { Id } from '@shared/words/id';
import { Problem, type ProblemCode } from '@shared/words/problem';
import type { Trouble } from '@api/neighbours/pages/form-parts';
import {
  type FormPurpose,
  formLifeMs,
  issueFormToken,
  leastFillMs,
  readFormToken,
} from '@api/needs/form-token';
import { formSecret } from '@api/needs/form-secret';
import { hourOf, type NeedWish } from '@api/needs/hear-need';
import { hearNeedsTogether, type NeedToHear } from '@api/needs/hear-needs-together';
import { hearReport } from '@api/needs/hear-report';
import { Database } from '@api/platform/database';
import { Together } from '@api/platform/together';
import { encodePhoto } from '@api/sites/photos/encode-photo';
import { keepPhoto } from '@api/sites/photos/photos';
import type { PublicPlace } from '@api/sites/public-site-by-slug.query';
import { BatchAdmission } from './batch-admission';
import { FairQueue } from './fair-queue';
import { PublicReadings } from './public-readings';
import { VisitorLimit } from './visitor-limit';

/** A form that was not taken, and why; for calls as a problem, for pages by the trouble's own sentence. */
export class NotTaken extends Problem {
  constructor(readonly trouble: Trouble) {
    const { code, path, detail, wait } = notTaken[trouble];
    super(code, detail, path ? [{ path, code: trouble, message: detail }] : undefined, wait);
  }
}

interface Told {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly path?: string;
  readonly wait?: number;
}

const notTaken: Record<Trouble, Told> = {
  private: { code: 'invalid', path: 'text', detail: 'Leave no names or numbers: say only what is needed.' },
  empty: { code: 'invalid', path: 'itemId', detail: 'Say what is needed: itemId, categoryId or text.' },
  tooLong: { code: 'invalid', path: 'text', detail: 'At most 200 characters.' },
  stale: { code: 'invalid', path: 'token', detail: 'This form is not good any more: fetch a new one.' },
  photo: {
    code: 'invalid',
    path: 'photo',
    detail: 'A photo is a JPEG, PNG or WebP picture of at most 5 MB.',
  },
  unknown: { code: 'not_found', detail: 'This is not on the list of the site.' },
  quick: { code: 'too_many', detail: 'That was quicker than anybody taps.', wait: 1 },
  often: { code: 'too_many', detail: 'That was a lot from one connection.', wait: 1_800 },
  busy: { code: 'too_many', detail: 'Many write at this moment.', wait: 10 },
  origin: { code: 'other_origin', detail: 'The form came from another page.' },
};

/** What one address may send in an hour: everybody in a store may share one. */
const sentInAnHour = 60;
/** Photos that are encoded in a minute, of all visitors: the processor is for scans. */
const photosInAMinute = 20;
/** Asks that one transaction notes. */
const asksTogether = 32;
/** How often, and how long each time, what neighbours send waits for scans to be through. */
const [lullsAtMost, lullMs] = [8, 4];

function queueOf(atWork: number): FairQueue {
  return new FairQueue({
    ...{ atWork, waiting: 64, patienceMs: 5_000 },
    now: () => performance.now(),
    random: () => Math.random(),
  });
}

export interface Form {
  readonly slug: string;
  readonly token: string;
  /** A field that people do not see: what is in it was written by a program. */
  readonly trap: string;
  /** Where it came from; only a digest of it is made, and kept nowhere. */
  readonly address: string;
}

/** What neighbours send: a little at a time, so that no crowd and no program ever stands in the way of those who scan. */
@Injectable()
export class PublicWrites {
  private readonly limit = new VisitorLimit({ most: sentInAnHour, now: () => performance.now() });
  private readonly photos: number[] = [];
  /** Asks that are noted together, on one connection. */
  private readonly asks = new Together<NeedToHear, NeighbourOutcome>({
    work: async (needs) => {
      await this.lull();
      return hearNeedsTogether(this.database, needs);
    },
    ...{ most: asksTogether, rounds: 1, patienceMs: 5_000 },
  });
  private readonly askQueue = queueOf(asksTogether);
  /** Reports may carry a photo: one at a time. */
  private readonly reportQueue = queueOf(1);
  private secret: Promise<Buffer> | null = null;

  constructor(
    private readonly database: Database,
    private readonly readings: PublicReadings,
    private readonly scans: BatchAdmission,
  ) {}

  /** A token for one form of a site. */
  async tokenFor(purpose: FormPurpose, place: PublicPlace): Promise<string> {
    return issueFormToken(await this.key(), purpose, place.siteId, this.database.now());
  }

  /** Notes what a neighbour asks for. @throws NotTaken, Problem `not_found` and `too_many` */
  async ask(form: Form, wish: NeedWish): Promise<NeighbourOutcome> {
    if (wish.itemId === null && wish.categoryId === null && wish.words === null) throw new NotTaken('empty');
    if (wish.words !== null && privateKindIn(wish.words) !== null) throw new NotTaken('private');
    const heard = await this.admitted('ask', form);
    if (heard === null) return 'noted';
    const { place, id, digest } = heard;
    const outcome = await this.askQueue.run(digest, () => this.asks.do('ask', { place, id, wish }));
    if (outcome === 'noted') this.readings.changed(place.groupId);
    return outcome;
  }

  /** Notes what a neighbour saw. @throws NotTaken, Problem `not_found` and `too_many` */
  async report(form: Form, kind: ReportKind, photo: Buffer | null): Promise<NeighbourOutcome> {
    const heard = await this.admitted('report', form);
    if (heard === null) return 'noted';
    const { place, id, digest } = heard;
    const encoded = photo === null ? null : await this.encoded(photo);
    const outcome = await this.reportQueue.run(digest, async () => {
      await this.lull();
      return this.database.enter(async (doorway) => {
        const { groupId, siteId, keepDays: days } = place;
        // To the hour, like the report itself.
        const when = { ...doorway, now: hourOf(doorway.now) };
        if (encoded) await keepPhoto(when, { id, groupId, siteId, photo: encoded, days });
        return hearReport(doorway, place, id, kind, encoded ? id : null);
      });
    });
    if (outcome === 'noted') this.readings.changed(place.groupId);
    return outcome;
  }

  /** Whether a form is one of ours, filled in by a person; null for one that a program filled in. */
  private async admitted(
    purpose: FormPurpose,
    form: Form,
  ): Promise<{ place: PublicPlace; id: Id; digest: string } | null> {
    const { place } = await this.readings.whatToAskFor(form.slug);
    const ticket = readFormToken(await this.key(), purpose, place.siteId, form.token);
    const ageMs = ticket ? this.database.now().getTime() - ticket.issuedAt.getTime() : 0;
    if (!ticket || ageMs > formLifeMs) throw new NotTaken('stale');
    // It learns nothing from the answer.
    if (form.trap !== '') return null;
    if (ageMs < leastFillMs) throw new NotTaken('quick');
    const digest = this.limit.digestOf(form.address);
    if (!this.limit.take(digest)) throw new NotTaken('often');
    return { place, id: ticket.id, digest };
  }

  /** Lets scans go first, for moments only: neighbours wait too. */
  private async lull(): Promise<void> {
    for (let waits = 0; waits < lullsAtMost && this.scans.isBusy(); waits++) await setTimeout(lullMs);
  }

  private async encoded(photo: Buffer) {
    const now = performance.now();
    while (this.photos[0] !== undefined && this.photos[0] < now - 60_000) this.photos.shift();
    if (this.photos.length >= photosInAMinute) throw new NotTaken('busy');
    this.photos.push(now);
    return encodePhoto(photo).catch((error: unknown) => {
      throw error instanceof Problem && error.code === 'invalid' ? new NotTaken('photo') : error;
    });
  }

  private key(): Promise<Buffer> {
    this.secret ??= this.database.enter(formSecret).catch((error: unknown) => {
      this.secret = null;
      throw error;
    });
    return this.secret;
  }
}
