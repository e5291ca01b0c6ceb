/** What every field of a setting is given; fields of some kinds take their node or param besides. */
export interface FieldProps<V> {
  readonly id: string;
  readonly label: string;
  readonly value: V;
  /** On a card, where there is little room. */
  readonly compact: boolean;
  readonly change: (value: V) => void;
}
