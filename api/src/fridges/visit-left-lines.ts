import { type LeftLine, type LeftResult, roughLevels } from '@shared/fridges/visit-lines';
import type { LineProblem, LineProblemCode } from '@shared/stock/movement-line';
import { type Id, isId } from '@shared/words/id';
import { largestQuantity } from '@shared/words/quantity';
import { itemsOfAliases } from '@api/platform/item-alias';
import { run, type Statement } from '@api/platform/statement';
import type { Work } from '@api/platform/work';

/** What a visit says is left, as it is kept. `none` is a count of 0. */
export interface Left {
  readonly itemId: Id | null;
  readonly categoryId: Id | null;
  readonly quantity: number | null;
  readonly level: 'few' | 'some' | 'many' | null;
}

export interface JudgedLeft {
  /** One for each item and category. */
  readonly left: readonly Left[];
  /** In the order of the lines. */
  readonly results: readonly LeftResult[];
}

/** Judges each line by itself. The same thing in two lines was found in two places: counts are added up. */
export async function judgeLeft(work: Work, lines: readonly LeftLine[]): Promise<JudgedLeft> {
  const shapes = lines.map(lineProblem);
  const ids = (pick: (line: LeftLine) => unknown) =>
    lines.flatMap((line, at) => {
      const id = pick(line);
      return shapes[at] === null && isId(id) ? [id.toLowerCase()] : [];
    });
  const itemIds = ids((line) => line.itemId);
  const items = await itemsOfAliases(work, itemIds);
  const itemOf = (id: Id) => items.get(id.toLowerCase()) ?? id.toLowerCase();
  const known = new Set(
    (
      await run<{ id: Id }>(work, thingsOfGroup, [
        work.member.groupId,
        itemIds.map(itemOf),
        ids((line) => line.categoryId),
      ])
    ).map(({ id }) => id),
  );
  const left = new Map<Id, Left>();
  const results = lines.map((line, at): LeftResult => {
    const wrong = shapes[at] ?? null;
    if (wrong) return { status: 'refused', problem: wrong };
    const { itemId = null, categoryId = null } = line;
    const id = itemId === null ? String(categoryId).toLowerCase() : itemOf(itemId);
    if (!known.has(id)) return refused('unknown_item', 'There is no item or category with this id.');
    left.set(id, together(left.get(id), leftOf(line, itemId === null ? null : id, id)));
    return { status: 'recorded', problem: null };
  });
  return { left: [...left.values()], results };
}

function leftOf(line: LeftLine, itemId: Id | null, id: Id): Left {
  const quantity = line.level === 'none' ? 0 : (line.quantity ?? null);
  return {
    itemId,
    categoryId: itemId === null ? id : null,
    quantity,
    level: quantity === null && line.level !== 'none' ? (line.level ?? null) : null,
  };
}

/** Who counted knows better than who looked; who saw something knows better than who saw nothing. */
function together(one: Left | undefined, other: Left): Left {
  if (!one) return other;
  if (one.quantity !== null && other.quantity !== null)
    return { ...one, quantity: one.quantity + other.quantity };
  const [counted, seen] = one.quantity === null ? [other, one] : [one, other];
  return counted.quantity === null || counted.quantity > 0 ? counted : seen;
}

const fields = new Set(['itemId', 'categoryId', 'quantity', 'level']);

function lineProblem(line: object): LineProblem | null {
  const unknown = Object.keys(line).find((name) => !fields.has(name));
  if (unknown !== undefined)
    return problem('unknown_field', `What is left has no field "${unknown.slice(0, 40)}".`);
  const { itemId, categoryId, quantity, level } = line as Record<string, unknown>;
  if (given(itemId) === given(categoryId)) return problem('invalid_item', 'Give itemId or categoryId.');
  if (!isId(itemId ?? categoryId)) return problem('invalid_item', 'An id must be a UUID.');
  if (given(quantity) === given(level)) return problem('invalid_quantity', 'Give quantity or level.');
  if (given(level) && !(roughLevels as readonly unknown[]).includes(level))
    return problem('invalid_quantity', `level must be one of ${roughLevels.join(', ')}.`);
  if (given(quantity) && !given(itemId))
    return problem('invalid_quantity', 'A category is told by its level.');
  if (given(quantity) && !isCount(quantity))
    return problem('invalid_quantity', `quantity must be a whole number from 0 to ${largestQuantity}.`);
  return null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largestQuantity;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function problem(code: LineProblemCode, detail: string): LineProblem {
  return { code, detail };
}

function refused(code: LineProblemCode, detail: string): LeftResult {
  return { status: 'refused', problem: problem(code, detail) };
}

const thingsOfGroup: Statement = {
  name: 'things-left',
  text: /* sql */ `
select id from item where group_id = $1 and id = any($2::uuid[])
union all
select id from category where group_id = $1 and id = any($3::uuid[])`,
};
