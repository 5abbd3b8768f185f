import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Formats } from './formats';
import { Language } from './language';
import { gramsOf, WeightUnit, weightOf } from './weight-unit';

function formatsIn(locale: string): Formats {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [{ provide: Language, useValue: { locale: signal(locale) } }],
  });
  return TestBed.inject(Formats);
}

// ICU separates number and unit with spaces of several kinds; people read them as one.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('quantities', () => {
  beforeEach(() => localStorage.clear());

  it('are counts for what is counted', () => {
    expect(formatsIn('en-GB').quantity(1200, 'each')).toBe('1,200');
  });

  it('are grams below a kilogram and kilograms from there', () => {
    const formats = formatsIn('en-GB');
    expect(plain(formats.quantity(400, 'g'))).toBe('400 g');
    expect(plain(formats.quantity(1500, 'g'))).toBe('1.5 kg');
  });

  it('follow the writing of the language', () => {
    expect(plain(formatsIn('es-ES').quantity(1500, 'g'))).toBe('1,5 kg');
  });

  it('are pounds and ounces in the United States unless the person chose kilograms', () => {
    const formats = formatsIn('en-US');
    expect(plain(formats.quantity(907, 'g'))).toBe('2 lb');
    expect(plain(formats.quantity(400, 'g'))).toBe('14.1 oz');
    TestBed.inject(WeightUnit).use('kg');
    expect(plain(formats.quantity(907, 'g'))).toBe('907 g');
  });

  it('keep the sign of a level below zero', () => {
    expect(plain(formatsIn('es-ES').quantity(-2500, 'ml'))).toBe('-2,5 l');
  });

  it('typed in pounds or kilograms become whole grams and back', () => {
    expect(gramsOf(2, 'lb')).toBe(907);
    expect(gramsOf(0.4, 'kg')).toBe(400);
    expect(weightOf(gramsOf(3, 'lb'), 'lb')).toBeCloseTo(3, 2);
  });
});

describe('days and moments', () => {
  it('show a day as that day in every time zone', () => {
    expect(formatsIn('en-GB').day('2026-03-01')).toBe('1 Mar 2026');
  });

  it('say how long ago in whole steps', () => {
    const formats = formatsIn('en-GB');
    const now = new Date('2026-11-22T12:00:00Z');
    expect(formats.relative('2026-11-22T09:30:00Z', now)).toBe('2 hours ago');
    expect(formats.relative('2026-11-22T11:59:40Z', now)).toBe('now');
    expect(formats.daysUntil('2026-11-23', '2026-11-22')).toBe('tomorrow');
  });
});
