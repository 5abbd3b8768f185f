import type { PublicSiteReply } from '@shared/neighbours/public.contract';
import { type Html, html } from './html';
import type { PageView } from './page-frame';

/** Hours after which what a steward saw may be different. */
const sureHours = 6;
/** Hours after which it says nothing of how full a place is. */
const worthHours = 48;

const hoursSince = (at: string, now: Date) => (now.getTime() - new Date(at).getTime()) / 3_600_000;

/** The first words of a site's page: how full it is, who says so, and since when; then what to be careful about. */
export function howItStands(view: PageView, site: PublicSiteReply): Html {
  const { say, ago, hoursAgo } = view.speaker;
  const when = (at: string) => ago(new Date(at), view.now);
  const { seen, restockedAt } = site;
  const isWorth = seen !== null && hoursSince(seen.at, view.now) < worthHours;
  const isGone = isWorth && seen.condition === 'not_there';
  const headline = isGone
    ? say('now.condition.not_there')
    : isWorth && seen.fullness !== null
      ? say(`now.fullness.${seen.fullness}`)
      : site.here.length > 0
        ? say('now.something')
        : say(site.kind === 'fridge' ? 'now.unsure' : 'now.nothing');
  const condition =
    isWorth && !isGone && seen.condition !== null ? `, ${say(`now.condition.${seen.condition}`)}` : '';
  const sources = [
    ...(isWorth
      ? [
          say(hoursSince(seen.at, view.now) < sureHours ? 'now.seen' : 'now.seenLong', {
            when: when(seen.at),
          }),
        ]
      : [say(site.kind === 'fridge' ? 'now.unknown' : 'now.byCount')]),
    ...(restockedAt ? [say('now.restocked', { when: when(restockedAt) })] : []),
  ];
  return html`<p class="now">${headline}${condition}</p>
    <p>${sources.join(' ')}</p>
    ${site.isTooWarm ? html`<p class="warn" role="note">${say('now.tooWarm')}</p>` : null}
    ${site.reports.map(
      ({ kind, reportedAt }) =>
        html`<p class="warn" role="note">
          ${say(`now.reported.${kind}`, { when: hoursAgo(new Date(reportedAt), view.now) })}
        </p>`,
    )}`;
}
