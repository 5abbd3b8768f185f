/** Why a code cannot be read. The code is for programs and translations; `detail` says it in an English sentence. */
export const refusalReasons = [
  'empty',
  'too_long',
  'length',
  'characters',
  'check_digit',
  'impossible_date',
  'unknown_ai',
  'missing_value',
  'impossible_value',
  'contradiction',
  'malformed_link',
  'malformed_brackets',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

export const refuse = (reason: RefusalReason, detail: string): Refusal => ({ reason, detail });

export const isRefusal = (outcome: object): outcome is Refusal => 'reason' in outcome;
