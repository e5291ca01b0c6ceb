import type { Kind } from '../../../runtime/values';
import type { Pin } from '../../state';
import type { Compared } from '../compared';
import { familyOf, type Family } from '../families';
import type { InputRole } from '../inputs';

/** A wire of each lane to look at instead of the ends; lanes that have nothing like it are left out. */
export interface Focus { readonly title: string; readonly pins: readonly (Pin | undefined)[] }

/** A lane's wire to show and the key of its newest result, undefined where there is none. */
export interface LaneWire { readonly pin: Pin; readonly kind: Kind | undefined; readonly key: string | undefined }

/** Why a lane shows nothing: it has nothing like the chosen wire, its node is gone, it carries what is compared otherwise, or it has not run. */
export type Absence = 'nothingLike' | 'laneGone' | 'otherKind' | 'notRun';

/** What every view of lanes is given. */
export interface LookProps {
  readonly compared: Compared;
  readonly roles: readonly InputRole[];
  /** Which inputs, in words. */
  readonly inputs: string;
  readonly focus: Focus | undefined;
  readonly leaveFocus: () => void;
  /** One a lane, in their order; undefined for lanes that this view cannot show. */
  readonly wires: readonly (LaneWire | undefined)[];
  /** Why a lane is not seen, in words. */
  readonly why: (index: number) => string;
}

/**
 * The wires of all lanes, and how they are compared: as the reference is, or else the first lane that can be. Wires of another family are left out.
 * `keyOf` gives the content key of a step's newest result.
 */
export function wiresOf({ lanes, reference, checked }: Pick<Compared, 'lanes' | 'reference' | 'checked'>, focus: Focus | undefined, keyOf: (node: string) => string | undefined): {
  readonly family: Family;
  readonly wires: readonly (LaneWire | undefined)[];
  readonly absent: readonly Absence[];
} {
  const all = lanes.map(({ end, kind }, index): LaneWire | undefined => {
    const pin = focus ? focus.pins[index] : end && { node: end[0], port: end[1] };
    return pin && { pin, kind: focus ? checked.types[`${pin.node}.${pin.port}`]?.kind : kind, key: keyOf(pin.node) };
  });
  const families = all.map((wire) => familyOf(wire?.kind));
  const family = families[reference] ?? families.find((one) => one !== undefined) ?? 'pixels';
  return {
    family,
    wires: all.map((wire, index) => (families[index] === family ? wire : undefined)),
    absent: all.map((wire, index): Absence => (focus && !focus.pins[index] ? 'nothingLike' : !wire ? 'laneGone' : families[index] !== family ? 'otherKind' : 'notRun')),
  };
}
