import type { ColdLimits } from '@shared/fridges/cold-limits';
import type { ColdLimitsReply, ColdReply } from '@shared/fridges/cold.contract';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Work } from '@api/platform/work';
import { coldStateOf } from './cold-state.query';
import { currentPowerCuts } from './power-cuts';

/** Everything about the cold of one site, now. @throws Problem `not_found` */
export async function coldReplyOf(work: Work, siteId: Id): Promise<ColdReply> {
  const found = await coldStateOf(work, siteId);
  if (!found) throw new Problem('not_found', 'There is no site with this id.');
  const { cold, state, alarm, alarms, last } = found;
  const [powerCut] = await currentPowerCuts(work, [siteId]);
  const [check] = (await work.tx.query('select max(checked_at) as at from cold_check where site_id = $1', [
    siteId,
  ])) as { at: Date | null }[];
  return {
    siteId,
    state,
    warmSince: alarm?.beganAt ?? null,
    timeUpAt: alarm?.timeUpAt ?? null,
    last: { ...last },
    alarms: [...alarms],
    powerCut: powerCut ?? null,
    lastCheckAt: check?.at?.toISOString() ?? null,
    preset: cold.preset,
    limits: inCelsius(cold.limits) as ColdLimitsReply,
    own: inCelsius(cold.own),
    visitEveryHours: cold.own.visitEveryHours,
    acceptsNote: cold.own.acceptsNote,
  };
}

type Settings = { readonly [Limit in keyof ColdLimits]: number | null };

function inCelsius(settings: Settings): ColdReply['own'] {
  const celsius = (inTenths: number | null) => (inTenths === null ? null : inTenths / 10);
  const { fridgeTenths, freezerTenths, allowedMinutes, hotAllowedMinutes, preparedFoodDays } = settings;
  return {
    ...{ fridgeCelsius: celsius(fridgeTenths), freezerCelsius: celsius(freezerTenths) },
    ...{ allowedMinutes, hotAllowedMinutes, preparedFoodDays },
  };
}
