/** One line of what `npm run bench` prints. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same measured for the reference, in the same run. */
  readonly reference?: number;
  /** value ÷ reference. */
  readonly ratio?: number;
  /** The ratio must be at least this. */
  readonly target?: number;
  /** Or the value must be at most this. */
  readonly most?: number;
  /** Or should be: said, and no failure where the machine is busy. */
  readonly aim?: number;
}
