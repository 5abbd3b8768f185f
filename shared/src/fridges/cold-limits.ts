import type { Preset } from '@shared/people/people.contract';

/** What a site's thermometers are held against. Temperatures are tenths of a degree Celsius, times are minutes. */
export interface ColdLimits {
  /** A fridge is too warm above this. */
  readonly fridgeTenths: number;
  /** A freezer is too warm above this. Food in it is in danger above the fridge's limit only. */
  readonly freezerTenths: number;
  /** How long food may be above the fridge's limit. */
  readonly allowedMinutes: number;
  /** The same while the air around is hot. */
  readonly hotAllowedMinutes: number;
  /** Days that prepared food keeps, from the day it was made on. */
  readonly preparedFoodDays: number;
}

/** The air is hot above this: 32 °C, 90 °F (USDA: one hour instead of two). */
export const hotAboveTenths = 320;

/**
 * US: FDA Food Code 3-501.16 (41 °F) and the USDA's two hours, one where it is hotter than 90 °F; freezer at 0 °F; leftovers 4
 * days (FoodKeeper). UK and EU: 8 °C and four hours (Food Safety and Hygiene (England) Regulations 2013, schedule 4); freezer
 * at -18 °C; prepared food one day.
 */
export const coldPresets: Readonly<Record<Preset, ColdLimits>> = {
  us: {
    ...{ fridgeTenths: 50, freezerTenths: -178, allowedMinutes: 120, hotAllowedMinutes: 60 },
    preparedFoodDays: 4,
  },
  eu: {
    ...{ fridgeTenths: 80, freezerTenths: -180, allowedMinutes: 240, hotAllowedMinutes: 240 },
    preparedFoodDays: 1,
  },
};

/**
 * How long a spell must last to count. Shorter than this, a warm spell is a door that stood open (a freezer that
 * defrosted itself) and a cold one a draught: neither begins nor ends anything.
 */
export const blipMinutes = { fridge: 20, freezer: 60 } as const;

/** How long the air around is taken to stay as it was told. */
export const ambientHoldsMinutes = 180;

/** How long a closed door keeps the cold when there is no power and nobody reads a thermometer (FoodSafety.gov). */
export const powerCutMinutes = { fridge: 4 * 60, freezerFull: 48 * 60, freezerHalf: 24 * 60 } as const;

/** A sensor that says nothing for this long has stopped: nobody knows how warm it is. */
export const sensorSilentMinutes = 60;
