import { useId, useMemo, useState } from 'react';
import { setParam } from '../../../graph/edit';
import type { Edited } from '../../../graph/edited';
import type { GraphBody, JsonObject } from '../../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../../context';
import { describeNode } from '../../describe';
import { openBody, placeOfFlatId } from '../../scope';
import type { Pin } from '../../state';
import { useModeTitles } from './mode-titles';
import { baseValue, isMoved, takesModes, UNMOVED, withModes, type ModeKind, type MorphBase, type Moved } from './morph';
import { coefficientsBehind } from './use-morph';

interface MorphProps {
  readonly base: MorphBase | undefined;
  readonly failed: boolean;
  readonly refusal: 'model' | 'frame' | undefined;
  readonly moved: Moved;
  readonly setMoved: (moved: Moved) => void;
  readonly pin: Pin;
}

/** One slider a mode of the face model. They change what is shown, and on demand the parameters of a node that takes single modes. */
export function MorphPanel({ base, failed, refusal, moved, setMoved, pin }: MorphProps) {
  const t = useTranslate();
  const [kind, setKind] = useState<ModeKind>('identity');
  const [search, setSearch] = useState('');
  const titles = useModeTitles();
  const id = useId();
  if (failed || refusal || !base) return <aside className="viewer-side" aria-label={t('mesh.morph')}><p className="hint">{t(failed ? 'morph.failed' : refusal === 'frame' ? 'morph.wrongFrame' : refusal === 'model' ? 'morph.wrongModel' : 'viewer.loading')}</p></aside>;
  const modes = kind === 'identity' ? base.model.identityModes : base.model.expressionModes;
  const wanted = search.trim().toLowerCase();
  const shown = modes.map((mode, index) => ({ mode, index, title: titles(kind, mode) })).filter(({ mode, title }) => `${title} ${mode.name}`.toLowerCase().includes(wanted));
  const change = (name: string, value: number): void => setMoved({ ...moved, [kind]: { ...moved[kind], [name]: value } });
  return (
    <aside className="viewer-side" aria-label={t('mesh.morph')}>
      <div className="segments" role="group" aria-label={t('morph.kind')}>
        {(['identity', 'expression'] as const).map((one) => <button key={one} type="button" className="chip" aria-pressed={kind === one} onClick={() => setKind(one)}>{t(`coefficients.${one}`)}</button>)}
      </div>
      <input type="text" aria-label={t('morph.search')} placeholder={t('morph.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      {!base.coefficients && <p className="hint">{t('morph.relative')}</p>}
      <div className="morph-list">
        {shown.length === 0 && <p className="hint">{t('morph.none')}</p>}
        {shown.map(({ mode, index, title }) => {
          const value = moved[kind][mode.name] ?? baseValue(base, kind, index);
          const part = (100 * (value - mode.min)) / (mode.max - mode.min);
          return (
            <label key={mode.name} className="morph-line" htmlFor={`${id}-${mode.name}`} title={mode.name} data-moved={moved[kind][mode.name] !== undefined || undefined}>
              <span className="clip">{title}</span><output>{value.toFixed(2).replace('-', '−')}</output>
              <input id={`${id}-${mode.name}`} type="range" className="slider" min={mode.min} max={mode.max} step={0.01} value={value} style={{ ['--part' as string]: `${part}%` }} onChange={(event) => change(mode.name, event.currentTarget.valueAsNumber)} />
            </label>
          );
        })}
      </div>
      <Feed base={base} moved={moved} setMoved={setMoved} pin={pin} />
    </aside>
  );
}

/** Writes the moved modes into a node that takes them; says so where there is none. */
function Feed({ base, moved, setMoved, pin }: Pick<MorphProps, 'moved' | 'setMoved' | 'pin'> & { readonly base: MorphBase }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const scope = useSessionState((state) => state.scope);
  const body = openBody(document, scope);
  const targets = Object.entries(body.nodes).filter(([, node]) => takesModes(session.definitions.get(node.type)?.params ?? {}));
  const origin = useMemo(() => placeOfFlatId(document, coefficientsBehind(session, pin)?.node ?? pin.node)?.id, [session, document, pin]);
  const [chosen, setChosen] = useState<string>();
  const target = [chosen, origin, targets[0]?.[0]].find((id) => targets.some(([one]) => one === id));
  const nameOf = (id: string): string => { const node = body.nodes[id]; return node ? text(node.label ?? describeNode(node, document, session.definitions).title) : id; };
  if (targets.length === 0) return <p className="side-remark side-feed">{t('morph.noParameter')}</p>;
  const feed = (): void => {
    const node = target === undefined ? undefined : body.nodes[target];
    if (target === undefined || !node) return;
    const params = withModes(node.params, base, moved);
    session.edit((open) => writeParams(open, target, params), { label: { en: 'Morph', zh: '形变' } });
    setMoved(UNMOVED);
    session.announce(t('morph.fed', { node: nameOf(target) }));
  };
  return (
    <div className="side-group side-feed">
      {origin !== undefined && target !== origin && <p className="side-remark">{t('morph.otherNode', { node: nameOf(origin) })}</p>}
      {targets.length > 1 && <select aria-label={t('morph.target')} value={target} onChange={(event) => setChosen(event.currentTarget.value)}>{targets.map(([id]) => <option key={id} value={id}>{nameOf(id)}</option>)}</select>}
      <div className="button-row">
        <button type="button" className="button small primary" disabled={!isMoved(moved)} onClick={feed}>{t('morph.feed', { node: nameOf(target ?? '') })}</button>
        <button type="button" className="button small" disabled={!isMoved(moved)} onClick={() => setMoved(UNMOVED)}>{t('morph.reset')}</button>
      </div>
    </div>
  );
}

/** Several params as one edit. */
function writeParams<B extends GraphBody>(body: B, id: string, params: JsonObject): Edited<B> {
  let edited: Edited<B> = { document: body };
  for (const [name, value] of Object.entries(params)) {
    edited = setParam(edited.document, id, name, value);
    if (edited.refused) return { document: body, refused: edited.refused };
  }
  return edited;
}
