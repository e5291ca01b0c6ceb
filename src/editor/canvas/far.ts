/** How far away the canvas is looked at: 0 near, where everything on a card can be read; 3 far, where only its name and its picture can. */
export type Far = 0 | 1 | 2 | 3;

/** Below these zooms; the type sizes of the style sheet (`[data-far]`) are made for them. */
const BELOW = [0.7, 0.48, 0.3] as const;

/** The level of a zoom. Styles follow levels and not the zoom itself, so that turning the wheel restyles the cards three times and not on every frame. */
export function farLevel(zoom: number): Far {
  return BELOW.filter((limit) => zoom < limit).length as Far;
}
