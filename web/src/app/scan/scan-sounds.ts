import { Injectable, signal } from '@angular/core';
import { remember, remembered } from '../ui/device-memory';

export const tones = ['ok', 'warning', 'wrong'] as const;
export type Tone = (typeof tones)[number];

/** Hertz and seconds: one high note, two falling, three low. Told apart in a noisy room without looking. */
const notes: Record<Tone, readonly (readonly [hertz: number, seconds: number])[]> = {
  ok: [[1_320, 0.09]],
  warning: [
    [880, 0.11],
    [587, 0.16],
  ],
  wrong: [
    [220, 0.14],
    [220, 0.14],
    [165, 0.22],
  ],
};
/** Milliseconds on, off, on … */
const buzzes: Record<Tone, number[]> = { ok: [40], warning: [60, 60, 60], wrong: [160, 80, 160] };
const pauseSeconds = 0.04;
const loudness = 0.18;

/** A sound and a vibration after each scan. The sound can be muted; the device remembers that. */
@Injectable({ providedIn: 'root' })
export class ScanSounds {
  readonly #muted = signal(remembered('scan-sound') === 'off');
  readonly muted = this.#muted.asReadonly();
  #context: AudioContext | undefined;

  mute(muted: boolean): void {
    this.#muted.set(muted);
    remember('scan-sound', muted ? 'off' : null);
  }

  play(tone: Tone): void {
    navigator.vibrate?.(buzzes[tone]);
    if (!this.#muted()) this.#sound(tone);
  }

  #sound(tone: Tone): void {
    if (typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // A page may only sound after a gesture; until then this stays pending and nothing is heard.
    if (context.state === 'suspended') void context.resume();
    let at = context.currentTime;
    for (const [hertz, seconds] of notes[tone]) {
      const oscillator = context.createOscillator();
      const volume = context.createGain();
      oscillator.type = tone === 'wrong' ? 'square' : 'sine';
      oscillator.frequency.value = hertz;
      volume.gain.setValueAtTime(loudness, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(at);
      oscillator.stop(at + seconds);
      at += seconds + pauseSeconds;
    }
  }
}
