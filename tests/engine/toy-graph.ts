import { fileURLToPath } from 'node:url';

/** The folder of toy node types. */
export const TOYS = fileURLToPath(new URL('./toys', import.meta.url));
