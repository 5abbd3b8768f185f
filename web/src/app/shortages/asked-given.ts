import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { mdiDownload } from '@mdi/js';
import type { AskedGivenReply } from '@shared/reports/asked-given.contract';
import { ShortagesApi } from '../api-client/shortages.api';
import { DayPipe } from '../ui/day.pipe';
import { failureOf } from '../ui/failure';
import { FigurePipe } from '../ui/figure.pipe';
import { Formats } from '../ui/formats';
import { Icon } from '../ui/icon';
import { lastValue } from '../ui/last-value';
import { ProblemMessage } from '../ui/problem-message';

const bars = ['asked', 'handOuts'] as const;
const height = 120;
const weekWidth = 60;

interface Sum {
  readonly week: string;
  readonly category: string | null;
  readonly asked: number;
  readonly handOuts: number;
  readonly given: number;
}

/** What was asked for beside what was given, by week as bars and by category in a table; the file has the sites too. */
@Component({
  selector: 'cs-asked-given',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, DayPipe, FigurePipe, Icon, ProblemMessage],
  templateUrl: './asked-given.html',
  styleUrl: './asked-given.scss',
})
export class AskedGiven {
  readonly siteId = input('');
  readonly categoryId = input('');

  readonly #shortages = inject(ShortagesApi);
  readonly #formats = inject(Formats);
  protected readonly failureOf = failureOf;
  protected readonly icon = mdiDownload;
  protected readonly bars = bars;
  protected readonly height = height;
  readonly #query = computed(() => ({ siteId: this.siteId(), categoryId: this.categoryId() }));
  protected readonly csv = computed(() => this.#shortages.askedGivenCsvAddress(this.#query()));
  protected readonly found = resource({
    params: () => this.#query(),
    loader: ({ params }) => this.#shortages.askedGiven(params),
  });
  readonly #kept = lastValue(this.found);
  readonly #rows = computed(() => this.#kept()?.data ?? []);

  protected readonly weeks = computed(() => sums(this.#rows(), ({ week }) => week));
  /** What was asked for; what nobody asked for is in the overview. */
  protected readonly lines = computed(() =>
    sums(this.#rows(), ({ week, categoryId }) => `${week} ${categoryId ?? ''}`)
      .filter(({ asked }) => asked > 0)
      .reverse(),
  );
  protected readonly width = computed(() => this.weeks().length * weekWidth);
  protected readonly shapes = computed(() => {
    const most = Math.max(1, ...this.weeks().flatMap((week) => bars.map((bar) => week[bar])));
    return this.weeks().flatMap((week, n) =>
      bars.map((bar, m) => {
        const tall = (week[bar] / most) * (height - 4);
        return { bar, x: n * weekWidth + 10 + m * 21, y: height - tall, height: tall };
      }),
    );
  });
  protected readonly labels = computed(() =>
    this.weeks().map(({ week }, n) => ({
      x: n * weekWidth + weekWidth / 2,
      text: this.#formats.shortDay(week),
    })),
  );
}

function sums(rows: readonly AskedGivenReply[], keyOf: (row: AskedGivenReply) => string): Sum[] {
  const found = new Map<string, Sum>();
  for (const row of rows) {
    const sum = found.get(keyOf(row)) ?? {
      ...{ week: row.week, category: row.categoryName, asked: 0, handOuts: 0, given: 0 },
    };
    found.set(keyOf(row), {
      ...sum,
      asked: sum.asked + row.askedByNeighbours + row.missedAsks,
      handOuts: sum.handOuts + row.handOuts,
      given: sum.given + row.given,
    });
  }
  return [...found.values()];
}
