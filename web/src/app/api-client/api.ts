import { Injectable } from '@angular/core';
import type { Id } from '@shared/words/id';
import { Problem, type ProblemReply, problems } from '@shared/words/problem';
import { Unreachable } from './unreachable';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The one way to the server: JSON under `/api/v1`, with the session cookie. An expected "no" is thrown as Problem, no
 * answer as Unreachable. What each room asks for is in its own `<room>.api.ts`.
 */
@Injectable({ providedIn: 'root' })
export class Api {
  readonly #hearers = new Set<() => (answer: Response) => void>();
  #isHeldBack = () => false;

  /** Hears of every call as it begins, and of its answer, whatever it says. */
  onCall(hearer: () => (answer: Response) => void): void {
    this.#hearers.add(hearer);
  }

  /** While this says yes nothing leaves the device: every call ends at once as if there were no network. */
  holdBackWhile(isHeldBack: () => boolean): void {
    this.#isHeldBack = isHeldBack;
  }

  /** Whether the server gives any answer at all. */
  async isThere(signal: AbortSignal): Promise<boolean> {
    return this.#reach('/api/health', { cache: 'no-store', signal }).then(
      () => true,
      () => false,
    );
  }

  get<Reply>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Reply> {
    return this.#send('GET', path + queryText(query), undefined, signal);
  }

  /** The answer as it came, to be kept as it is. */
  text(path: string, query: Query, signal: AbortSignal, groupId: Id): Promise<string> {
    return this.#text('GET', path + queryText(query), undefined, signal, groupId);
  }

  /** What the server says as it says it, for as long as nobody ends it. */
  async stream(
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const answer = await this.#reach(`/api/v1${path}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'text/event-stream', ...headers },
      signal,
    });
    if (!answer.ok) throw await problemOf(answer);
    if (!answer.body) throw new Unreachable('no body');
    return answer.body;
  }

  /** With `groupId` the server does it only where the session is of that group: another tab may have signed in elsewhere. */
  post<Reply>(path: string, body: object = {}, signal?: AbortSignal, groupId?: Id): Promise<Reply> {
    return this.#send('POST', path, body, signal, groupId);
  }

  put<Reply>(path: string, body: object, signal?: AbortSignal, groupId?: Id): Promise<Reply> {
    return this.#send('PUT', path, body, signal, groupId);
  }

  patch<Reply>(path: string, body: object): Promise<Reply> {
    return this.#send('PATCH', path, body);
  }

  delete<Reply = void>(path: string): Promise<Reply> {
    return this.#send('DELETE', path);
  }

  /** A file that the server makes from what is sent. */
  async file(path: string, body: object): Promise<Blob> {
    const answer = await this.#reach(`/api/v1${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw await problemOf(answer);
    return answer.blob();
  }

  /**
   * Sends a file as the body and hands out the lines of the answer as they come. `onSent` says how many bytes the server
   * has taken so far: an XMLHttpRequest knows that, fetch does not.
   */
  upload(
    path: string,
    file: Blob,
    type: string,
    onSent: (bytes: number) => void,
    signal?: AbortSignal,
  ): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `/api/v1${path}`);
      request.setRequestHeader('content-type', type);
      request.setRequestHeader('accept', 'application/x-ndjson, application/problem+json');
      request.upload.addEventListener('progress', (event) => onSent(event.loaded));
      request.addEventListener('load', () => {
        const answer = new Response(request.responseText, { status: request.status });
        if (answer.ok) resolve(request.responseText.split('\n').filter((line) => line.trim() !== ''));
        else void problemOf(answer).then(reject);
      });
      request.addEventListener('error', () => reject(new Unreachable('upload')));
      request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
      signal?.addEventListener('abort', () => request.abort());
      request.send(file);
    });
  }

  /** The address of a file (a label, a CSV) for a link or an image. */
  address(path: string, query: Query = {}): string {
    return `/api/v1${path}${queryText(query)}`;
  }

  async #send<Reply>(
    method: string,
    path: string,
    body?: object,
    signal?: AbortSignal,
    groupId?: Id,
  ): Promise<Reply> {
    const text = await this.#text(method, path, body, signal, groupId);
    return (text ? JSON.parse(text) : undefined) as Reply;
  }

  async #text(
    method: string,
    path: string,
    body?: object,
    signal?: AbortSignal,
    groupId?: Id,
  ): Promise<string> {
    const answer = await this.#reach(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(groupId === undefined ? {} : { 'commonshelf-group': groupId }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (!answer.ok) throw await problemOf(answer);
    return answer.text();
  }

  async #reach(address: string, request: RequestInit): Promise<Response> {
    if (this.#isHeldBack()) throw new Unreachable('held back');
    const hearers = [...this.#hearers].map((hearer) => hearer());
    try {
      const answer = await fetch(address, request);
      for (const hearer of hearers) hearer(answer);
      return answer;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new Unreachable(error);
    }
  }
}

/** The problem in an answer; a gateway's own page counts as the server being out of reach or as a bug. */
async function problemOf(answer: Response): Promise<Problem | Unreachable> {
  const reply = (await answer.json().catch(() => null)) as Partial<ProblemReply> | null;
  const wait = Number(answer.headers.get('retry-after')) || undefined;
  if (reply?.code && reply.code in problems) return new Problem(reply.code, reply.detail, reply.errors, wait);
  if ([502, 503, 504].includes(answer.status)) return new Unreachable(answer.status);
  // A proxy in front of the server says it in its own way.
  const code = ({ 413: 'too_large', 429: 'too_many' } as const)[answer.status] ?? 'unexpected';
  return new Problem(code, `HTTP ${answer.status}`, undefined, wait);
}

/** `?a=1&b=2` of what has a value; an empty query is no text. */
function queryText(query: Query): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') said.set(name, String(value));
  const text = said.toString();
  return text ? `?${text}` : '';
}
