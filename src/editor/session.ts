import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Edited } from '../graph/edited';
import { closeGroup, labels, record, redo, startHistory, undo, type History } from '../graph/history';
import { editScope } from '../graph/scope';
import type { GraphBody, GraphDocument, LocalText } from '../graph/types';
import { checkGraph } from '../runtime/check';
import type { Engine } from '../runtime/engine-types';
import type { Definitions } from '../runtime/ports';
import type { Stage } from './canvas/stage';
import { Comparing } from './compare/comparing';
import { NO_COMPARISON } from './compare/state';
import { Runner } from './runner';
import { localText, translator, type Translate } from './i18n';
import { openBody, validScope } from './scope';
import type { Notice, SessionState, Settings } from './state';
import { stepName } from './step-names';

export interface EditOptions {
  /** Edits with the same name in quick succession become one step of undo, such as a slider's. */
  readonly merge?: string;
  /** What the step is called in the history, as `stepName` gives it. */
  readonly label: LocalText;
  /** What to select afterwards; `added` selects what the edit made. */
  readonly select?: readonly string[] | 'added';
}

/** A slider that rested longer than this starts a new step of undo. */
const MERGE_WITHIN_MS = 1200;

/** One open document with everything around it. There is one for the page, made in `main.tsx` and handed down. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly definitions: Definitions;
  readonly engine: Engine;
  readonly random: () => number;
  /** Opens and closes the way to the hosts of model packs. */
  readonly network: { allowPacks(allowed: boolean): void };
  readonly runner: Runner;
  readonly comparing: Comparing;
  /** The canvas, once it is in the page. */
  readonly stage: { current: Stage | undefined };
  get(): SessionState;
  set(change: Partial<SessionState>): void;
  t: Translate;
  /** Edits the open body. A refusal is shown and changes nothing. Returns whether the document changed, and the ids made. */
  edit(edit: <B extends GraphBody>(body: B) => Edited<B>, options: EditOptions): { readonly changed: boolean; readonly added: readonly string[] };
  /** Replaces the whole document by an edited one, as one step of undo. */
  editDocument(edit: (document: GraphDocument) => Edited<GraphDocument>, options: EditOptions): { readonly changed: boolean; readonly added: readonly string[] };
  /** Opens another document: a new history, nothing selected, results gone. */
  open(document: GraphDocument): void;
  /** Goes back by one step, or by several at once. */
  undo(steps?: number): void;
  redo(steps?: number): void;
  notify(text: LocalText, tone?: Notice['tone'], action?: Notice['action']): void;
  announce(text: string): void;
}

export function createSession(deps: { readonly document: GraphDocument; readonly definitions: Definitions; readonly engine: Engine; readonly settings: Settings; readonly random: () => number; readonly network: Session['network'] }): Session {
  const { definitions, engine, random, network } = deps;
  let editedAtMs = 0;
  let notices = 0;
  const store = createStore<SessionState>()(() => initialState(deps.document, definitions, deps.settings));
  const get = store.getState;
  const set = (change: Partial<SessionState>): void => store.setState(change);

  /** Shows a document of the history. The check is skipped when only the view changed: moving a card is no reason to infer types anew. */
  const show = (history: History, change: Partial<SessionState> = {}): void => {
    const before = get();
    const document = history.present;
    const sameMeaning = document.nodes === before.document.nodes && document.links === before.document.links && document.macros === before.document.macros;
    const scope = validScope(document, change.scope ?? before.scope);
    const body = openBody(document, scope);
    const selection = change.selection ?? before.selection;
    set({
      ...change,
      document,
      history,
      scope,
      checked: sameMeaning ? before.checked : checkGraph(document, definitions),
      selection: keepExisting(body, selection),
      selectedWire: body.links.some((link) => `${link.to[0]}/${link.to[1]}` === before.selectedWire) ? before.selectedWire : undefined,
    });
  };

  const commit = (edited: Edited<GraphDocument>, options: EditOptions): { changed: boolean; added: readonly string[] } => {
    if (edited.refused) session.notify(edited.refused, 'bad');
    const added = edited.added ?? [];
    const select = options.select === 'added' ? added : options.select;
    const change = select ? { selection: new Set(select) } : {};
    if (edited.document === get().document) {
      if (select) set(change);
      return { changed: false, added };
    }
    const now = performance.now();
    const rested = now - editedAtMs > MERGE_WITHIN_MS;
    editedAtMs = now;
    const { history } = get();
    show(record(rested ? closeGroup(history) : history, edited.document, options.label, options.merge), change);
    if (options.merge === undefined) announceStep(options.label);
    return { changed: true, added };
  };

  const announceStep = (label: LocalText): void => set({ announcement: localText(label, get().settings.language) });

  const travel = (go: typeof undo, steps: number): void => {
    let next = get().history;
    const told = labels(next)[go === undo ? 'undo' : 'redo'];
    for (let i = 0; i < steps; i++) next = go(next);
    if (next === get().history || !told) return;
    show(next);
    announceStep(stepName(go === undo ? 'step.undone' : 'step.redone', { step: told }));
  };

  const session: Omit<Session, 'runner' | 'comparing'> & { runner?: Runner; comparing?: Comparing } = {
    store, definitions, engine, random, network, get, set,
    stage: { current: undefined },
    t: (key, values) => translator(get().settings.language)(key, values),
    edit: (edit, options) => commit(editScope(get().document, get().scope.at(-1)?.macro, edit), options),
    editDocument: (edit, options) => commit(edit(get().document), options),
    open: (document) => {
      session.comparing?.forget();
      show(startHistory(document), { compare: { ...NO_COMPARISON, open: get().compare.open }, scope: [], selection: new Set(), steps: {}, thumbnails: {}, pins: [], dirty: {}, run: { state: 'idle' }, savedAtMs: undefined, wireInHand: undefined, palette: undefined });
    },
    undo: (steps = 1) => travel(undo, steps),
    redo: (steps = 1) => travel(redo, steps),
    notify: (text, tone = 'info', action) => {
      const notice: Notice = { id: ++notices, tone, text, ...(action ? { action } : {}) };
      set({ notices: [...get().notices.slice(-2), notice] });
    },
    announce: (announcement) => set({ announcement }),
  };
  const complete = session as Session;
  session.runner = new Runner(complete);
  session.comparing = new Comparing(complete);
  return complete;
}

function initialState(document: GraphDocument, definitions: Definitions, settings: Settings): SessionState {
  return {
    document, settings,
    history: startHistory(document),
    scope: [], selection: new Set(), selectedWire: undefined, inspectedPort: undefined,
    checked: checkGraph(document, definitions),
    dirty: {}, steps: {}, run: { state: 'idle' }, thumbnails: {}, pins: [],
    dialog: undefined, palette: undefined, notices: [], wireInHand: undefined, problemsOpen: false,
    announcement: '', openElsewhere: false, savedAtMs: undefined, tour: undefined, signing: undefined, compare: NO_COMPARISON,
  };
}

function keepExisting(body: GraphBody, ids: ReadonlySet<string>): ReadonlySet<string> {
  const exists = (id: string): boolean => Object.hasOwn(body.nodes, id) || body.view.frames.some((frame) => frame.id === id) || body.view.notes.some((note) => note.id === id);
  return [...ids].every(exists) ? ids : new Set([...ids].filter(exists));
}
