/**
 * Hosts a user may ask to download a model pack from. Nothing is ever sent to them, and nothing is fetched from them before the user agreed
 * in the consent dialog. The Content-Security-Policy of the page and of every worker is made from this list.
 */
export const PACK_HOSTS = ['https://storage.googleapis.com', 'https://github.com', 'https://objects.githubusercontent.com', 'https://release-assets.githubusercontent.com', 'https://huggingface.co'] as const;

/** Where huggingface.co sends a download on to; a policy holds for that too. Its servers' names change, so that only their common domain can be named. */
const CONTENT_HOSTS = ['https://*.hf.co'];

/** The policy of the page and its workers. Inline style attributes are needed for positions on the canvas; scripts only come from our own origin. */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval' blob:",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    `connect-src 'self' blob: data: ${[...PACK_HOSTS, ...CONTENT_HOSTS].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
