import { type Html, html } from './html';
import type { PageView } from './page-frame';

/** Why a form was not taken, by the message that says it. */
export const troubles = [
  'private',
  'empty',
  'tooLong',
  'quick',
  'stale',
  'busy',
  'often',
  'photo',
  'unknown',
  'origin',
] as const;
export type Trouble = (typeof troubles)[number];

/** Says first, to eyes and to screen readers, what is to be done once more. */
export function formTrouble(trouble: Trouble | null, { speaker: { say } }: PageView): Html | null {
  return trouble === null ? null : html`<p class="warn" role="alert">${say(`trouble.${trouble}`)}</p>`;
}

/** What every form carries: its token, and a field that people do not see and programs fill in. */
export function trap({ speaker: { say } }: PageView, token: string): Html {
  return html`<input type="hidden" name="token" value="${token}" />
    <div class="trap" aria-hidden="true">
      <label>${say('ask.trap')}<input name="website" tabindex="-1" autocomplete="off" /></label>
    </div>`;
}
