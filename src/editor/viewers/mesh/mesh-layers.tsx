import { useId } from 'react';
import { useTranslate } from '../../context';
import { Icon } from '../../icons';
import { pinName, type OutputChoice } from '../outputs';

export interface LayerChoice { readonly name: string; readonly colour: string; readonly opacity: number }

/** Tints of the clay, the output's own first: told apart in lightness as well as in hue. */
export const OWN_LAYER = '#ffffff';
const TINTS = ['#6f9bff', '#ff9d5c', '#7fd06a', '#e77fd0', '#f2d65c'] as const;

type Look = Omit<LayerChoice, 'name'>;

interface LayersProps {
  readonly title: string;
  readonly own: Look;
  readonly setOwn: (own: Look) => void;
  readonly layers: readonly LayerChoice[];
  readonly setLayers: (layers: readonly LayerChoice[]) => void;
  readonly choices: readonly OutputChoice[];
  /** Name of the mesh that distance is measured to; '' = none. */
  readonly compare: string;
  readonly setCompare: (name: string) => void;
  readonly remark: string | undefined;
}

/** Which meshes are drawn over one another, in which colour and how solid, and which one distance is measured to. */
export function LayersPanel({ title, own, setOwn, layers, setLayers, choices, compare, setCompare, remark }: LayersProps) {
  const t = useTranslate();
  const id = useId();
  const free = choices.filter(({ pin }) => !layers.some((layer) => layer.name === pinName(pin)));
  const titleOf = (name: string): string => choices.find(({ pin }) => pinName(pin) === name)?.title ?? name;
  const add = (name: string): void => {
    const tint = TINTS.find((colour) => !layers.some((layer) => layer.colour === colour)) ?? TINTS[0];
    if (name !== '') setLayers([...layers, { name, colour: tint, opacity: 0.6 }]);
  };
  return (
    <aside className="viewer-side" aria-label={t('mesh.layers')}>
      <div className="side-group">
        <label htmlFor={`${id}-compare`}>{t('mesh.distanceTo')}</label>
        <select id={`${id}-compare`} value={compare} disabled={choices.length === 0} onChange={(event) => setCompare(event.currentTarget.value)}>
          <option value="">{t('mesh.noDistance')}</option>
          {choices.map((choice) => <option key={pinName(choice.pin)} value={pinName(choice.pin)}>{choice.title}</option>)}
        </select>
      </div>
      {remark !== undefined && <p className="side-remark" role="status">{remark}</p>}
      <LayerLine title={title} look={own} change={setOwn} />
      {layers.map((layer, at) => (
        <LayerLine key={layer.name} title={titleOf(layer.name)} look={layer} change={(look) => setLayers(layers.with(at, { ...layer, ...look }))} remove={() => setLayers(layers.toSpliced(at, 1))} />
      ))}
      {free.length > 0 ? (
        <select aria-label={t('mesh.addLayer')} value="" onChange={(event) => add(event.currentTarget.value)}>
          <option value="">{t('mesh.addLayer')}</option>
          {free.map((choice) => <option key={pinName(choice.pin)} value={pinName(choice.pin)}>{choice.title}</option>)}
        </select>
      ) : choices.length === 0 && <p className="hint">{t('mesh.noOthers')}</p>}
    </aside>
  );
}

function LayerLine({ title, look, change, remove }: { readonly title: string; readonly look: Look; readonly change: (look: Look) => void; readonly remove?: () => void }) {
  const t = useTranslate();
  const percent = Math.round(look.opacity * 100);
  return (
    <div className="layer-line">
      <input type="color" value={look.colour} aria-label={`${t('mesh.tint')}: ${title}`} title={t('mesh.tint')} onChange={(event) => change({ ...look, colour: event.currentTarget.value })} />
      <span className="clip" title={title}>{title}</span>
      {remove && <button type="button" className="icon-button small" aria-label={`${t('mesh.removeLayer')}: ${title}`} title={t('mesh.removeLayer')} onClick={remove}><Icon name="close" /></button>}
      <input type="range" className="slider" min={0} max={100} step={5} value={percent} aria-label={`${t('mesh.opacity')}: ${title}`} aria-valuetext={`${percent} %`} title={`${t('mesh.opacity')} ${percent} %`}
        style={{ ['--part' as string]: `${percent}%` }} onChange={(event) => change({ ...look, opacity: event.currentTarget.valueAsNumber / 100 })} />
    </div>
  );
}
