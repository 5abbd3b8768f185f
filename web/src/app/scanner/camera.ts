/** Why there is no picture. */
export type CameraProblem = 'denied' | 'none' | 'busy' | 'failed';

interface TorchCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly focusMode?: readonly string[];
}
interface TorchConstraints extends MediaTrackConstraintSet {
  torch?: boolean;
  focusMode?: string;
}

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** The phone's camera on a video element. */
export class Camera {
  #stream: MediaStream | undefined;

  /** Null when it runs. The device is asked for once and directly: in apps installed on iOS a second stream stays black. */
  async start(video: HTMLVideoElement): Promise<CameraProblem | null> {
    this.stop();
    if (typeof navigator.mediaDevices === 'undefined') return 'none';
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(wanted);
    } catch (error) {
      return problemIn(error);
    }
    video.srcObject = this.#stream;
    try {
      await video.play();
    } catch (error) {
      // Stopped before it began.
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      this.stop();
      return 'failed';
    }
    await this.#set({ focusMode: 'continuous' }, (can) => can.focusMode?.includes('continuous') ?? false);
    return null;
  }

  stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }

  get hasTorch(): boolean {
    return this.#can().torch ?? false;
  }

  light(on: boolean): Promise<void> {
    return this.#set({ torch: on }, (can) => can.torch ?? false);
  }

  #can(): TorchCapabilities {
    const [track] = this.#stream?.getVideoTracks() ?? [];
    return (track?.getCapabilities?.() ?? {}) as TorchCapabilities;
  }

  async #set(constraint: TorchConstraints, possible: (can: TorchCapabilities) => boolean): Promise<void> {
    const [track] = this.#stream?.getVideoTracks() ?? [];
    if (!track || !possible(this.#can())) return;
    // Some cameras promise what they then refuse; the picture is there either way.
    await track.applyConstraints({ advanced: [constraint] }).catch(() => undefined);
  }
}

function problemIn(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'failed';
}
