import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import {
  mdiCamera,
  mdiCameraOff,
  mdiFlashlight,
  mdiFlashlightOff,
  mdiImageOutline,
  mdiReplay,
} from '@mdi/js';
import { TranslocoDirective } from '@jsverse/transloco';
import { remember, remembered } from '../ui/device-memory';
import { Icon } from '../ui/icon';
import { Camera, type CameraProblem } from './camera';
import type { DecodedCode } from './decode-strategy';
import { Decoder } from './decoder';
import { HeldCodes } from './held-codes';
import { pictureOf } from './picture-of';

/** Between two frames at least: leaves a slow phone time for the picture itself. */
const frameEveryMs = 60;
const videoSideAtMost = 1_280;
const photoSideAtMost = 1_920;

type State = 'off' | 'starting' | 'on';
type Trouble = CameraProblem | 'engine' | 'nothingInPhoto';

/** The camera as a scanner, with its light, and photos where it does not run. */
@Component({
  selector: 'cs-camera-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective, Icon],
  templateUrl: './camera-view.html',
  styleUrl: './camera-view.scss',
})
export class CameraView {
  readonly scanned = output<DecodedCode>();

  readonly #page = inject(DOCUMENT);
  readonly #camera = new Camera();
  readonly #decoder = new Decoder();
  readonly #held = new HeldCodes();
  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  protected readonly state = signal<State>('off');
  protected readonly trouble = signal<Trouble | null>(null);
  protected readonly torch = signal<boolean | null>(null);
  /** A code was counted and may still be in view. */
  protected readonly counted = signal(false);
  #misses = 0;
  #wasOnWhenHidden = false;
  #destroyed = false;

  protected readonly icons = {
    ...{ camera: mdiCamera, off: mdiCameraOff, photo: mdiImageOutline, again: mdiReplay },
    ...{ light: mdiFlashlight, dark: mdiFlashlightOff },
  };

  constructor() {
    const turn = () => this.#followVisibility();
    this.#page.addEventListener('visibilitychange', turn);
    inject(DestroyRef).onDestroy(() => {
      this.#destroyed = true;
      this.#page.removeEventListener('visibilitychange', turn);
      this.#camera.stop();
      this.#decoder.stop();
    });
    // Whoever used the camera last time gets it at once; nobody is asked before they want it.
    if (remembered('scan-camera') === 'on')
      void this.#allowed().then((yes) => (yes ? this.start() : undefined));
  }

  protected async start(): Promise<void> {
    if (this.state() !== 'off') return;
    this.state.set('starting');
    this.trouble.set(null);
    const problem = await this.#camera.start(this.video().nativeElement);
    if (this.#destroyed) return this.#camera.stop();
    this.trouble.set(problem);
    this.state.set(problem ? 'off' : 'on');
    this.torch.set(this.#camera.hasTorch ? false : null);
    if (problem) return;
    remember('scan-camera', 'on');
    void this.#watch();
  }

  protected stop(): void {
    remember('scan-camera', null);
    this.#turnOff();
  }

  protected async toggleTorch(): Promise<void> {
    const on = !this.torch();
    await this.#camera.light(on);
    this.torch.set(on);
  }

  protected again(): void {
    this.#held.again();
    this.counted.set(false);
  }

  protected async photo(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    this.trouble.set(null);
    try {
      const image = await createImageBitmap(file);
      const codes = await this.#decoder.decode(pictureOf(image, photoSideAtMost), null);
      image.close();
      if (codes.length === 0) this.trouble.set('nothingInPhoto');
      for (const code of codes) this.scanned.emit(code);
    } catch (error) {
      this.trouble.set(error instanceof DOMException ? 'nothingInPhoto' : 'engine');
    }
  }

  /** Decodes frame after frame, one at a time, as fast as this device can and no faster than it should. */
  async #watch(): Promise<void> {
    const video = this.video().nativeElement;
    while (this.state() === 'on') {
      const began = performance.now();
      if (video.videoWidth > 0 && !video.paused) {
        try {
          const codes = await this.#decoder.decode(pictureOf(video, videoSideAtMost), this.#misses);
          // Stopped in the meantime: a frame from before counts no more.
          if (this.state() === 'on') this.#count(codes);
        } catch {
          this.trouble.set('engine');
          return this.#turnOff();
        }
      }
      await pause(Math.max(8, frameEveryMs - (performance.now() - began)));
    }
  }

  #count(codes: readonly DecodedCode[]): void {
    this.#misses = codes.length === 0 ? this.#misses + 1 : 0;
    const counting = this.#held.see(codes, performance.now());
    for (const text of counting) {
      const code = codes.find((one) => one.text === text);
      if (code) this.scanned.emit(code);
    }
    if (counting.length > 0) this.counted.set(true);
    else if (this.#held.empty) this.counted.set(false);
  }

  #turnOff(): void {
    this.state.set('off');
    this.torch.set(null);
    this.counted.set(false);
    this.#camera.stop();
    this.#held.again();
  }

  #followVisibility(): void {
    if (this.#page.visibilityState === 'hidden') {
      this.#wasOnWhenHidden = this.state() === 'on';
      if (this.#wasOnWhenHidden) this.#turnOff();
    } else if (this.#wasOnWhenHidden) {
      this.#wasOnWhenHidden = false;
      void this.start();
    }
  }

  async #allowed(): Promise<boolean> {
    try {
      return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'granted';
    } catch {
      // Where it cannot be asked (Firefox, older iOS) a start may show the browser's own question: leave that to a tap.
      return false;
    }
  }
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
