import type { PublicNeedReply } from '@shared/neighbours/public.contract';
import type { Speaker } from '../speak';
import { type Html, html } from './html';

/** Needs as a list: what, how it stands with it, and how many asked. */
export function needRows(needs: readonly PublicNeedReply[], { say }: Speaker): Html {
  return html`<ul class="rows">
    ${needs.map((need) => {
      const { name } = need;
      const said = needWords(need, say);
      return html`<li><b dir="auto">${name}</b> <span class="soft">${said.join(' · ')}</span></li>`;
    })}
  </ul>`;
}

/** How it stands with what is needed, and how many asked; of words and whole categories nobody knows how it stands. */
export function needWords({ itemId, state, asked }: PublicNeedReply, say: Speaker['say']): string[] {
  return [
    ...(itemId === null ? [] : [say(`site.state.${state}`)]),
    ...(asked === null ? [] : [say('site.asked', { count: asked })]),
  ];
}
