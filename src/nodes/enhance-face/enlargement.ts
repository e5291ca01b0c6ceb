/** Sides of what the network gives, over sides of what it takes. */
export const ENLARGEMENT = 2;
