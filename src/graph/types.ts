/** The document: pure data, no imports, no results, no pictures, no view library's objects. Ports and params go by name, ids are strings. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject { readonly [key: string]: Json }

/** A text a person reads: one string for all languages, or one per language. */
export type LocalText = string | { readonly en: string; readonly zh: string };

export interface GraphNode {
  /** A registered node type, `reroute`, or `macro` (then `params.macro` names an entry of the document's `macros`). */
  readonly type: string;
  /** Version of the node type that wrote `params`. */
  readonly version: number;
  readonly params: JsonObject;
  /** The user's own name for it. */
  readonly label?: LocalText;
  /** A bypassed node hands its first input of a matching kind to each output. */
  readonly bypass?: boolean;
  /** Keys of newer or foreign writers are kept untouched. */
  readonly [unknown: string]: Json | undefined;
}

export type Endpoint = readonly [node: string, port: string];

/** One output to one input. An input takes one link, an output any number. */
export interface Link {
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/** Node type of a pin on a wire: one input, one output, nothing computed. */
export const REROUTE = 'reroute';
export const REROUTE_INPUT = 'in';
export const REROUTE_OUTPUT = 'out';
/** Node type of a folded selection; its ports are those of the macro that `params.macro` names. */
export const MACRO = 'macro';
/** Document key under which parsing keeps what it could not place: a list of `{ path, value, why }`. */
export const DANGLING = 'x-dangling';

/** Where things are drawn, in canvas units (pixels at zoom 1); never part of what a graph means. */
export interface View {
  readonly nodes: Readonly<Record<string, { readonly x: number; readonly y: number; readonly width?: number; readonly collapsed?: boolean }>>;
  readonly frames: readonly { readonly id: string; readonly title: LocalText; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly colour?: string }[];
  readonly notes: readonly { readonly id: string; readonly text: LocalText; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
}

/** What a document and a macro's inside have in common. */
export interface GraphBody {
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly links: readonly Link[];
  readonly view: View;
}

export interface MacroPort {
  readonly name: string;
  readonly title?: LocalText;
  /** Inside endpoints: for an input every (node, input) it feeds; for an output the one (node, output) it shows. Empty when what it led to was removed. */
  readonly ends: readonly Endpoint[];
}

/** A param of an inside node that each node standing for the macro can set for itself, under `name` among its own params. */
export interface MacroParam {
  readonly name: string;
  readonly title?: LocalText;
  readonly node: string;
  readonly param: string;
}

/** A selection folded into one node; saved in the same file, openable and unfoldable. Macros may hold macros, never themselves. */
export interface Macro extends GraphBody {
  readonly title: LocalText;
  readonly inputs: readonly MacroPort[];
  readonly outputs: readonly MacroPort[];
  /** Absent when none is exposed. */
  readonly params?: readonly MacroParam[];
}

export interface GraphDocument extends GraphBody {
  readonly format: 1;
  readonly id: string;
  readonly title: LocalText;
  readonly about?: LocalText;
  readonly macros: Readonly<Record<string, Macro>>;
  /** Keys of newer or foreign writers are kept untouched. */
  readonly [unknown: string]: unknown;
}

/** A remark on opening or checking: where, what, and what to do. */
export interface GraphWarning {
  readonly where: { readonly node?: string; readonly port?: string; readonly link?: number; readonly path?: string };
  readonly message: LocalText;
}

export const EMPTY_VIEW: View = { nodes: {}, frames: [], notes: [] };
