import type { NamedItem, OutboxEntry, Refusal } from '../outbox/outbox-entry';
import { requestAgain, visitAgain } from './visit-again';
import { itemsOf, requestOf, type VisitDraft } from './visit-draft';

const occurredAt = '2026-11-22T10:00:00.000Z';
const milk: NamedItem = { itemId: 'milk', name: 'Milk 1 L', unit: 'each', categoryId: 'dairy' };
const draft: VisitDraft = {
  ...{ id: 'visit', siteId: 'fridge', begunAt: 1, celsius: 4.5, freezerCelsius: -18, fullness: 2 },
  ...{ condition: 'clean', note: 'Wiped.', photo: 'abcd' },
  left: { milk: 3 },
  rough: { dairy: 'some' },
  thrownOut: [
    ...[
      {
        id: 'out',
        key: 'milk',
        item: milk,
        code: null,
        lot: null,
        quantity: 1,
        wasteReason: 'spoiled',
      } as const,
    ],
  ],
  putIn: [
    {
      id: 'in-1',
      key: 'milk',
      item: milk,
      code: null,
      lot: { useBy: '2026-12-01' },
      quantity: 6,
      fromSiteId: 'hub',
    },
    { id: 'in-2', key: '4006', item: null, code: '4006', lot: null, quantity: 2, fromSiteId: null },
  ],
};
const request = requestOf(draft, occurredAt);

function refused(refusal: Refusal): OutboxEntry {
  return {
    ...{ id: 'visit', groupId: 'group', command: { kind: 'visit', request, items: itemsOf(draft, [milk]) } },
    about: { itemName: '', unit: 'each', quantity: 0, siteName: 'Oak Street' },
    ...{ savedAt: occurredAt, notBefore: 0, seq: 1, state: 'refused', refusal },
  };
}
const unknownCode = { code: 'unknown_code', detail: 'Nobody named it.' };
const nobody = () => null;

describe('a refused visit', () => {
  it('that does not stand is shown as it was entered, and goes again as it was', () => {
    const again = visitAgain(refused({ code: 'no_fridge', detail: 'No.' }), nobody);
    expect(again).toMatchObject({
      ...{ stands: false, draft: { ...draft, begunAt: null, thrownOut: [{ id: 'out', item: milk }] } },
      draft: {
        putIn: [
          { id: 'in-1', item: milk, fromSiteId: 'hub' },
          { id: 'in-2', item: null, code: '4006' },
        ],
      },
    });
    expect(again && requestAgain(again, again.draft)).toEqual(request);
  });

  it('that stands shows the lines that were refused, and goes again with what is recorded as it was', () => {
    const again = visitAgain(
      refused({ ...unknownCode, lines: [{ ...unknownCode, part: 'putIn', at: 1 }] }),
      nobody,
    );
    if (!again) throw new Error('It is refused.');
    expect([again.stands, again.draft.left, again.draft.thrownOut, [...again.problems.keys()]]).toEqual([
      ...[true, {}, [], ['in-2']],
    ]);
    expect(again.draft.putIn.map(({ id, code }) => [id, code])).toEqual([['in-2', '4006']]);
    const putIn = again.draft.putIn.map((line) => ({ ...line, item: milk, code: null, quantity: 4 }));
    expect(requestAgain(again, { ...again.draft, putIn })).toEqual({
      ...request,
      putIn: [request.putIn?.[0], { id: 'in-2', itemId: 'milk', quantity: 4, fromSiteId: null }],
    });
    expect(requestAgain(again, { ...again.draft, putIn: [] }).putIn).toEqual([request.putIn?.[0]]);
  });

  it('is nothing else than that', () => {
    const entry = refused(unknownCode);
    expect(visitAgain(undefined, nobody)).toBeNull();
    expect(visitAgain({ ...entry, state: 'sent' }, nobody)).toBeNull();
    expect(visitAgain({ ...entry, refusal: null }, nobody)).toBeNull();
  });
});
