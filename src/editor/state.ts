import type { History } from '../graph/history';
import type { GraphDocument, LocalText } from '../graph/types';
import type { RunReport, StepReport } from '../runtime/engine-types';
import type { Checked } from '../runtime/check';
import type { SigningKey } from '../runtime/pictures/pem';
import type { Kind } from '../runtime/values';
import type { SocketRef } from './canvas/flow';
import type { Point } from './canvas/layout';
import type { CompareState } from './compare/state';
import type { Language } from './i18n';

/** The way from the document into the macro that is open: the macro node clicked at each step, and the macro it shows. */
export interface ScopeStep { readonly node: string; readonly macro: string }

/** What the editor knows of one step of the flattened graph (`outer/inner` for a node in a macro). */
export interface StepView {
  readonly state: 'running' | 'ran' | 'cached' | 'failed' | 'blocked' | 'cancelled';
  /** 0 … 1 while running, where the node tells. */
  readonly progress?: number;
  readonly report?: StepReport;
}

export interface RunView {
  readonly state: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly runId?: string;
  readonly startedAtMs?: number;
  readonly report?: RunReport;
  /** A fault of the engine itself, not of a node. */
  readonly fault?: LocalText;
}

export interface Thumbnail { readonly key: string; readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray; readonly fullWidth: number; readonly fullHeight: number }

/** An output kept open in the viewer dock, by its place in the flattened graph. */
export interface Pin { readonly node: string; readonly port: string }

export type Theme = 'light' | 'dark' | 'projector';

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly autoRun: boolean;
  readonly backend: 'auto' | 'webgpu' | 'cpu';
  readonly dragSelects: boolean;
  readonly inspectorOpen: boolean;
  readonly dockOpen: boolean;
  readonly dockHeightPx: number;
  readonly minimap: boolean;
  readonly visibleMark: boolean;
}

export interface PaletteRequest {
  /** Where the node goes, in canvas units, and where the palette opens, in window pixels. */
  readonly world: Point;
  readonly client: Point;
  /** A wire waiting for its other end. */
  readonly socket?: SocketRef;
  /** A wire to insert the node on: the input it ends in. */
  readonly onLink?: readonly [node: string, port: string];
}

export type Dialog =
  | { readonly name: 'commands' | 'shortcuts' | 'gallery' | 'history' | 'settings' | 'pack' | 'camera' | 'batch' | 'models' }
  | { readonly name: 'paint'; readonly node: string; readonly param: string }
  | { readonly name: 'consent'; readonly fileName: string; readonly answer: (agreed: boolean) => void };

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'bad';
  readonly text: LocalText;
  readonly action?: { readonly label: LocalText; readonly perform: () => void };
}

export interface WireInHand { readonly from: SocketRef; readonly kinds: readonly Kind[]; readonly detached: string | undefined }

export interface SessionState {
  readonly document: GraphDocument;
  /** The steps back and forth, each with its name. */
  readonly history: History;
  readonly scope: readonly ScopeStep[];
  /** Ids of nodes, frames and notes of the open body. */
  readonly selection: ReadonlySet<string>;
  /** The selected wire, by the input it ends in (`node/port`). */
  readonly selectedWire: string | undefined;
  /** The port of the open body whose name was clicked: the inspector tells what it carries. */
  readonly inspectedPort: { readonly node: string; readonly side: 'input' | 'output'; readonly port: string } | undefined;
  readonly checked: Checked;
  readonly dirty: Readonly<Record<string, 'fresh' | 'dirty'>>;
  readonly steps: Readonly<Record<string, StepView>>;
  readonly run: RunView;
  readonly thumbnails: Readonly<Record<string, Thumbnail>>;
  readonly pins: readonly Pin[];
  readonly settings: Settings;
  readonly dialog: Dialog | undefined;
  readonly palette: PaletteRequest | undefined;
  readonly notices: readonly Notice[];
  readonly wireInHand: WireInHand | undefined;
  readonly problemsOpen: boolean;
  /** Said to screen readers when it changes. */
  readonly announcement: string;
  /** Another tab has this document open. */
  readonly openElsewhere: boolean;
  readonly savedAtMs: number | undefined;
  readonly tour: number | undefined;
  readonly compare: CompareState;
  /** Signs exported pictures while the page is open; never kept. */
  readonly signing: SigningKey | undefined;
}
