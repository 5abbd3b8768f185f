import { reportKinds } from '@shared/needs/neighbours.contract';
import type { Slug } from '@shared/words/slug';
import { formTrouble, trap, type Trouble } from './form-parts';
import { html } from './html';
import { linkTo, pageFrame, type PageView } from './page-frame';

export interface ReportPage {
  readonly slug: Slug;
  readonly site: string;
  readonly token: string;
  readonly trouble: Trouble | null;
}

/** `/s/<slug>/report`: a photo, if one likes, and one tap. */
export function reportPage(view: PageView, page: ReportPage): string {
  const { say } = view.speaker;
  const path = `/s/${page.slug}/report`;
  const body = html`<h1>${say('report.title')}</h1>
    ${formTrouble(page.trouble, view)}
    <p>${say('report.lead')}</p>
    <form method="post" action="${linkTo(view, path)}" enctype="multipart/form-data">
      ${trap(view, page.token)}
      <label for="photo">${say('report.photo')}</label>
      <input
        id="photo"
        type="file"
        name="photo"
        accept="image/jpeg,image/png,image/webp"
        aria-describedby="photo-hint"
      />
      <p class="soft" id="photo-hint">${say('report.photoHint')}</p>
      <ul class="tiles">
        ${reportKinds.map(
          (kind) =>
            html`<li>
              <button type="submit" name="kind" value="${kind}">${say(`report.kinds.${kind}`)}</button>
            </li>`,
        )}
      </ul>
    </form>`;
  return pageFrame(view, {
    path,
    title: `${say('report.title')} · ${page.site}`,
    above: html`<a href="${linkTo(view, `/s/${page.slug}`)}" dir="auto"
      >${say('page.back', { site: page.site })}</a
    >`,
    body,
    isUnlisted: true,
  });
}
