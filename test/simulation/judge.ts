/** Notes the first broken promise of a universe, and what happened, for a replay. */
export class Judge {
  #wrong: string | null = null;
  readonly told: string[] = [];

  constructor(private readonly tells: boolean) {}

  get wrong(): string | null {
    return this.#wrong;
  }

  /** A promise was broken. The first one is what the others follow from. */
  broken(promise: string): void {
    this.tell(() => `BROKEN: ${promise}`);
    this.#wrong ??= promise;
  }

  tell(what: () => string): void {
    if (this.tells) this.told.push(what());
  }
}
