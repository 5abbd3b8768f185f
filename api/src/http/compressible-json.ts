import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type JsonText, jsonType } from '@api/platform/json-text';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Shorter answers travel in one packet anyway. */
const worthCompressing = 1_000;
/** Quality 4 halves what gzip makes of ids that repeat far apart, at the same cost. */
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** A long text, sent as the caller's Accept-Encoding allows. Each form is made once, however many callers share it. */
export class CompressibleText {
  private brotli: Promise<Buffer> | undefined;
  private gzip: Promise<Buffer> | undefined;

  constructor(
    readonly text: string,
    private readonly type: string,
  ) {}

  /** The body to send; sets the headers that say what it is. */
  async bodyFor(request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> {
    const { vary } = reply.getHeaders();
    const varies = typeof vary === 'string' ? `${vary}, accept-encoding` : 'accept-encoding';
    void reply.type(this.type).header('vary', varies);
    if (this.text.length < worthCompressing) return this.text;
    const accepted = acceptedEncodings(request.headers['accept-encoding'] ?? '');
    if (accepted.has('br')) {
      void reply.header('content-encoding', 'br');
      return (this.brotli ??= brotli(this.text, brotliOptions));
    }
    if (accepted.has('gzip')) {
      void reply.header('content-encoding', 'gzip');
      return (this.gzip ??= zip(this.text, { level: 6 }));
    }
    return this.text;
  }
}

/** A long `T` as JSON: what a controller answers for a big reading call. */
export class CompressibleJson<T> extends CompressibleText {
  constructor(text: JsonText<T>) {
    super(text, jsonType);
  }
}

/** `br;q=0` is a refusal. */
function acceptedEncodings(header: string): Set<string> {
  const wanted = header.split(',').filter((part) => !/;\s*q=0(\.0*)?\s*$/i.test(part));
  return new Set(wanted.map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? ''));
}
