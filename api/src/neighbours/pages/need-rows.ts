import type { PublicNeedReply } from '@shared/neighbours/public.contract';
import type { Speaker } from '../speak';
import { type Html, html } from './html';

/** Needs as a list: what, how it stands with it, and how many asked. */
export function needRows(needs: readonly PublicNeedReply[], { say }: Speaker): Html {
  return html`<ul class="rows">
    ${needs.map(({ name, state, asked }) => {
      const said = [
        say(`site.state.${state}`),
        ...(asked === null ? [] : [say('site.asked', { count: asked })]),
      ];
      return html`<li><b dir="auto">${name}</b> <span class="soft">${said.join(' · ')}</span></li>`;
    })}
  </ul>`;
}
