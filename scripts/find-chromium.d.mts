/** The browser for tests: `CHROMIUM_PATH`, one that is installed, or playwright's own; undefined when there is none. */
export function findChromium(): string | undefined;
/** Installs Debian's Chromium where that is possible. Returns its path or undefined. */
export function installChromium(): string | undefined;
