/** What a page of ours may load: only what this server sends; scripts and styles as files, or marked with the nonce if there is one. */
export function pagePolicy(nonce?: string): string {
  const marked = nonce === undefined ? '' : ` 'nonce-${nonce}'`;
  return [
    `default-src 'none'`,
    // WebAssembly is the barcode reader.
    `script-src 'self'${marked} 'wasm-unsafe-eval'`,
    `style-src 'self'${marked}`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** For the pages of strangers: no script at all, and nothing from elsewhere. */
export const publicPagePolicy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** For the files of the web app: a worker takes the policy of its own file. */
export const filePolicy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'`;

/** For data and downloads: nothing at all. */
export const dataPolicy = `default-src 'none'; frame-ancestors 'none'`;

/** On every answer. Written down here: the usual package makes them anew for each request, in two hooks that every scan waits for. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': dataPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(self), serial=(self), bluetooth=(self)',
};
