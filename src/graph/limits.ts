/** Bounds on untrusted documents: far above any real graph, far below what would stall a page. */
export const LIMITS = {
  /** Length of the text, in UTF-16 code units (5 MB of plain ASCII). */
  textLength: 5_000_000,
  /** Nodes and links of the document and all its macros together. */
  nodes: 5_000,
  links: 20_000,
  /** Objects and arrays inside one another. */
  depth: 64,
  /** Values of every kind in one document given as an object. */
  values: 2_000_000,
  /** Macros inside macros. */
  macroNesting: 8,
  /** Nodes after every macro is expanded: a few nested macros can multiply to any number. */
  flatNodes: 20_000,
  /** Length of a node id, port name or macro id. */
  nameLength: 100,
} as const;
