import type { Kind } from '../../runtime/values';

/** How values are compared: pictures and feature maps pixel by pixel, meshes vertex by vertex, identities and coefficients number by number. */
export type Family = 'pixels' | 'mesh' | 'vector';

const FAMILY: Readonly<Partial<Record<Kind, Family>>> = {
  image: 'pixels', crop: 'pixels', mask: 'pixels', features: 'pixels', pyramid: 'pixels', mesh: 'mesh', coefficients: 'vector', identity: 'vector',
};

/** Pictures first: where a node gives several, they are what one looks at. */
export const FAMILIES: readonly Family[] = ['pixels', 'mesh', 'vector'];

/** Kinds that lanes can show, in the order of their families. */
export const LANE_KINDS = Object.keys(FAMILY) as readonly Kind[];

/** Undefined for kinds that no lane shows. */
export function familyOf(kind: Kind | undefined): Family | undefined {
  return kind === undefined ? undefined : FAMILY[kind];
}
