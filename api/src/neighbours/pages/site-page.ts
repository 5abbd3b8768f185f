import type { PublicSiteReply } from '@shared/neighbours/public.contract';
import { siteAsSchemaOrg } from './json-ld';
import { dataBlock, type Html, html } from './html';
import { howItStands } from './how-it-stands';
import { needRows } from './need-rows';
import { openAt } from './open-hours';
import { mapQuery } from './map-wish';
import { linkTo, pageFrame, type PageView } from './page-frame';

/** As closely as the map shows a part of a town. */
const streetsZoom = 14;

/** `/s/<slug>`: what is there and how sure that is, what is needed, what it takes, when it is open, where, and what is near. */
export function sitePage(view: PageView, site: PublicSiteReply, address: string): string {
  const { speaker } = view;
  const { say } = speaker;
  const path = `/s/${site.slug}`;
  const kind = say(`kinds.${site.kind}`);
  const body = html`<h1 dir="auto">${site.name}</h1>
    <p class="soft">${[kind, site.area].filter((word) => word !== null).join(' · ')}</p>
    ${howItStands(view, site)}
    <a class="button" href="${linkTo(view, `${path}/ask`)}">${say('site.ask')}</a>
    ${section(
      say('site.needed'),
      site.needed.length > 0 ? needRows(site.needed, speaker) : html`<p>${say('site.neededNone')}</p>`,
    )}
    ${site.here.length > 0 ? section(say('site.here'), here(site, view)) : null}
    ${section(say('site.takes'), takes(site, view))} ${section(say('site.hours'), hours(site, view))}
    ${whereItIs(site, view)}
    ${site.nearest.length > 0 ? section(say('site.nearest'), nearest(site, view)) : null}
    ${section(
      say('site.help'),
      html`<p>${site.helpNote ?? say('site.helpText')}</p>
        ${
          site.boardSlug
            ? html`<p>
                <a href="${linkTo(view, `/board/${site.boardSlug}`)}"
                  >${say('page.board', { group: site.group })}</a
                >
              </p>`
            : null
        }`,
    )}
    <a class="button quiet" href="${linkTo(view, `${path}/report`)}">${say('site.report')}</a>`;
  return pageFrame(view, {
    path,
    title: `${site.name} · ${kind}`,
    above: html`<span dir="auto">${site.group}</span>`,
    body,
    head: dataBlock(siteAsSchemaOrg(site, address)),
  });
}

function section(heading: string, content: Html): Html {
  return html`<section>
    <h2>${heading}</h2>
    ${content}
  </section>`;
}

function here({ here }: PublicSiteReply, { speaker: { say } }: PageView): Html {
  return html`<ul class="rows">
    ${here.map(({ category, items, more }) => {
      const rest = more > 0 ? ` ${say('site.more', { count: more })}` : '';
      return html`<li>
        <span dir="auto"><b>${category ?? say('site.other')}</b>: ${items.join(' · ')}${rest}</span>
      </li>`;
    })}
  </ul>`;
}

function takes(site: PublicSiteReply, { speaker: { say } }: PageView): Html {
  const welcome = [...site.accepts, ...(site.acceptsNote ? [site.acceptsNote] : [])];
  return html`<p dir="auto">${welcome.length > 0 ? welcome.join(', ') : say('site.takesAll')}</p>
    ${
      site.notNow.length > 0
        ? html`<h3>${say('site.notNow')}</h3>
            <p dir="auto"><b>${site.notNow.join(', ')}</b></p>
            <p class="soft">${say('site.notNowText')}</p>`
        : null
    }
    ${
      site.refuses.length > 0
        ? html`<h3>${say('site.refuses')}</h3>
            <ul>
              ${site.refuses.map((refusal) => html`<li>${say(`refusals.${refusal}`)}</li>`)}
            </ul>`
        : null
    }`;
}

function hours(site: PublicSiteReply, { speaker, now }: PageView): Html {
  const { say, time, weekday } = speaker;
  const open = openAt(site.hours, site.timeZone, now);
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    day,
    spans: site.hours.filter((span) => span.weekday === day),
  }));
  const status = open.until ? say('site.openNow', { time: time(open.until) }) : say('site.closedNow');
  return html`${
    site.hours.length > 0
      ? html`<p><b>${status}</b></p>
          <table>
            ${days.map(
              ({ day, spans }) =>
                html`<tr>
                  <th scope="row">${weekday(day)}</th>
                  <td>
                    ${
                      spans.length > 0
                        ? spans.map(({ opens, closes }) => `${time(opens)} – ${time(closes)}`).join(', ')
                        : say('site.closed')
                    }
                  </td>
                </tr>`,
            )}
          </table>`
      : null
  }
  ${
    site.hoursNote
      ? html`<p dir="auto">${site.hoursNote}</p>`
      : site.hours.length === 0
        ? html`<p>${say('site.hoursUnknown')}</p>`
        : null
  }`;
}

function whereItIs(site: PublicSiteReply, view: PageView): Html | null {
  const { say } = view.speaker;
  const { address, area, boardSlug, latitude, longitude } = site;
  const words = address ?? (area ? say('site.about', { area }) : null);
  const onMap =
    boardSlug !== null && latitude !== null && longitude !== null
      ? mapQuery({ at: { latitude, longitude }, zoom: streetsZoom, page: 1 })
      : null;
  if (words === null && onMap === null) return null;
  return section(
    say('site.where'),
    html`${words === null ? null : html`<p dir="auto">${words}</p>`}
    ${
      onMap === null
        ? null
        : html`<p class="screen">
            <a href="${linkTo(view, `/board/${boardSlug}/map${onMap}`)}">${say('site.onMap')}</a>
          </p>`
    }`,
  );
}

function nearest(site: PublicSiteReply, view: PageView): Html {
  const { say, number } = view.speaker;
  return html`<ul class="rows">
    ${site.nearest.map(
      ({ slug, name, kind, kilometres }) =>
        html`<li>
          <a dir="auto" href="${linkTo(view, `/s/${slug}`)}">${name}</a>
          <span class="soft"
            >${say(`kinds.${kind}`)} · ${say('site.kilometres', { distance: number(kilometres) })}</span
          >
        </li>`,
    )}
  </ul>`;
}
