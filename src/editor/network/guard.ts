import { PACK_HOSTS } from './hosts';

/**
 * Wraps `fetch` so that nothing but our own origin is ever asked, except pack hosts while the user's consent is open. The page's
 * Content-Security-Policy says the same; this also holds on servers that were set up without it, and says why in words.
 */
export function installFetchGuard(scope: Pick<typeof globalThis, 'fetch'>, origin: string): { allowPacks(allowed: boolean): void } {
  const real = scope.fetch.bind(scope);
  let packs = false;
  scope.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, origin);
    const own = url.origin === origin || url.protocol === 'blob:' || url.protocol === 'data:';
    const agreed = packs && PACK_HOSTS.some((host) => url.origin === host);
    return own || agreed ? real(input, init) : Promise.reject(new TypeError(`Swapgraph asked ${url.host} for nothing: requests to other hosts need your consent.`));
  };
  return { allowPacks: (allowed) => { packs = allowed; } };
}
