/**
 * Keeps a worker's connections to its own origin. MediaPipe's tasks send usage reports by themselves; nothing of a user's may leave the machine, so every
 * way out is closed before the library is loaded.
 */
export function guardNetwork(scope: typeof globalThis, origin: string): void {
  const own = (target: unknown): boolean => {
    const url = target instanceof Request ? target.url : String(target);
    try {
      const { origin: asked, protocol } = new URL(url, origin);
      return asked === origin || protocol === 'blob:' || protocol === 'data:';
    } catch {
      return false;
    }
  };
  const refuse = (target: unknown): Error => new TypeError(`This worker talks to no one but its own page; ${String(target instanceof Request ? target.url : target)} was refused.`);
  const fetchOwn = scope.fetch.bind(scope);
  scope.fetch = (input, init) => (own(input) ? fetchOwn(input, init) : Promise.reject(refuse(input)));
  const open = scope.XMLHttpRequest.prototype.open as (...args: unknown[]) => void;
  scope.XMLHttpRequest.prototype.open = function guarded(this: XMLHttpRequest, ...args: unknown[]): void {
    if (!own(args[1])) throw refuse(args[1]);
    open.apply(this, args);
  } as XMLHttpRequest['open'];
  for (const name of ['WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection'] as const) {
    Object.defineProperty(scope, name, { configurable: true, value: class { constructor(target: unknown) { throw refuse(target); } } });
  }
  Object.defineProperty(scope.navigator, 'sendBeacon', { configurable: true, value: () => false });
}
