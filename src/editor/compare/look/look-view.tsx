import { useMemo, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { useLocalText, useSessionState, useTranslate } from '../../context';
import { followPointer } from '../../follow-pointer';
import { HistogramLegend } from '../../viewers/features/histogram-legend';
import { colourTable } from '../../viewers/features/colour-maps';
import { useFigureSource } from '../../viewers/export/source';
import { useZoom, type Spot } from '../../viewers/zoom-stage';
import { lookFigure } from '../figures';
import { LaneHead, LETTERS, useMadeBy } from './lane-head';
import { LanePane, type PaneLayer } from './lane-pane';
import { ModeChoice } from './mode-choice';
import { useDrawn } from './use-drawn';
import { useLaneImages } from './use-lane-images';
import { useTurns } from './use-turns';
import { Values } from './values';
import type { LookProps } from './wires';

const MODES = ['side', 'slider', 'onion', 'flicker', 'difference'] as const;

/** The lanes as pictures: side by side or over one another, with one look, one cursor and one range of colours for all. */
export function LookView({ compared, roles, inputs, focus, leaveFocus, wires, why }: LookProps) {
  const t = useTranslate();
  const text = useLocalText();
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const steps = useSessionState((state) => state.steps);
  const [mode, setMode] = useState<(typeof MODES)[number]>('side');
  const [split, setSplit] = useState(50);
  const [chosen, setChosen] = useState<number>();
  const [level, setLevel] = useState(0);
  const [channel, setChannel] = useState(0);
  const [spot, setSpot] = useState<Spot>();
  const turn = useTurns(mode === 'flicker');
  const zoom = useZoom();
  const { lanes, reference } = compared;

  const images = useLaneImages(wires, level, channel);
  const other = chosen !== undefined && chosen !== reference && chosen < lanes.length && images[chosen] ? chosen : lanes.findIndex((_lane, index) => index !== reference && images[index]);

  const { range, colours, differences, painted, differenceScale, signed, table, counts } = useDrawn(images, reference, mode === 'difference');
  const base = images[reference];
  const maps = images.find((image) => image?.kind === 'channel');

  const name = (index: number): string => `${LETTERS[index] ?? ''} ${text(lanes[index]?.title)}`;
  const layer = (index: number, more: Partial<PaneLayer> = {}): readonly PaneLayer[] => { const pixels = colours[index]; return pixels ? [{ pixels, label: name(index), ...more }] : []; };
  const madeBy = useMadeBy();
  const made = useMemo(() => lanes.map((lane, index) => madeBy(index, lane, compared, roles).all), [compared, roles, steps, t]);
  useFigureSource(lookFigure({
    lanes: lanes.map((_lane, index) => ({ name: name(index), made: made[index] ?? '', image: images[index], difference: differences[index] })),
    mode: mode === 'difference' ? 'difference' : 'pictures', reference, range, differenceRange: differenceScale, wire: focus?.title, inputs,
  }, t));
  const shared = { zoom, spot, setSpot };
  /** A wire in the middle is looked at in those lanes only that have one like it. */
  const seen = (index: number): boolean => !focus || focus.pins[index] !== undefined;
  const present = lanes.map((_lane, index) => index).filter((index) => images[index]);
  const shown = mode === 'flicker' ? present[turn % Math.max(1, present.length)] ?? reference : reference;
  const pane = (index: number) => (
    <section key={index} className="lane" aria-label={name(index)}>
      <LaneHead index={index} lane={lanes[index]!} compared={compared} roles={roles} note={focus?.title} />
      <LanePane {...shared} layers={layer(index)} label={name(index)} empty={why(index)} />
    </section>
  );
  const sizes = [...new Set(present.map((index) => `${images[index]!.width} × ${images[index]!.height}`))];
  return (
    <div className="image-viewer compare-look" data-mode={mode}>
      <div className="lanes">
        {mode === 'side' && lanes.map((_lane, index) => (seen(index) ? pane(index) : null))}
        {(mode === 'slider' || mode === 'onion') && (
          <section className="lane" aria-label={other < 0 ? name(reference) : `${name(reference)} / ${name(other)}`}>
            <div className="lane-heads">{[reference, ...other < 0 ? [] : [other]].map((index) => <LaneHead key={index} index={index} lane={lanes[index]!} compared={compared} roles={roles} note={focus?.title} />)}</div>
            <LanePane {...shared} label={t(`compare.mode.${mode}`)} empty={why(reference)}
              layers={[...other < 0 ? [] : layer(other), ...layer(reference, mode === 'slider' ? { clip: split } : { opacity: 1 - split / 100 })]}>
              {mode === 'slider' && other >= 0 && <SplitLine split={split} setSplit={setSplit} />}
            </LanePane>
          </section>
        )}
        {mode === 'flicker' && (
          <section className="lane" aria-label={t('compare.mode.flicker')}>
            <div className="lane-heads">{present.map((index) => <div key={index} className="lane-turn" data-on={index === shown || undefined}><LaneHead index={index} lane={lanes[index]!} compared={compared} roles={roles} note={focus?.title} /></div>)}</div>
            <LanePane {...shared} layers={layer(shown)} label={name(shown)} empty={why(shown)} />
          </section>
        )}
        {mode === 'difference' && lanes.map((_lane, index) => {
          const pixels = painted[index];
          return !seen(index) ? null : index === reference ? pane(index) : (
            <section key={index} className="lane" aria-label={`${name(index)} − ${name(reference)}`}>
              <LaneHead index={index} lane={lanes[index]!} compared={compared} roles={roles} note={`− ${LETTERS[reference] ?? ''}`} />
              <LanePane {...shared} layers={pixels ? [{ pixels, label: `${name(index)} − ${name(reference)}` }] : []} label={`${name(index)} − ${name(reference)}`}
                empty={images[index] && base ? t('compare.unlikeSizes', { own: sizeOf(images[index]), other: sizeOf(base) }) : why(index)} />
            </section>
          );
        })}
      </div>
      <div className="viewer-tools compare-tools">
        <ModeChoice modes={MODES} mode={mode} setMode={setMode} />
        {(mode === 'slider' || mode === 'onion') && other >= 0 && <input type="range" className="slider" min={0} max={100} value={split} aria-label={t(mode === 'slider' ? 'compare.split' : 'compare.blend', { a: name(reference), b: name(other) })} aria-valuetext={`${split} %`} style={{ ['--part' as string]: `${split}%` }} onChange={(event) => setSplit(event.currentTarget.valueAsNumber)} />}
        {(mode === 'slider' || mode === 'onion') && lanes.length > 2 && (
          <select aria-label={t('compare.other')} value={other} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
            {lanes.map((_lane, index) => (index === reference ? null : <option key={index} value={index}>{name(index)}</option>))}
          </select>
        )}
        {maps?.kind === 'channel' && maps.levels.length > 1 && <select aria-label={t('features.level')} value={Math.min(level, maps.levels.length - 1)} onChange={(event) => setLevel(Number(event.currentTarget.value))}>{maps.levels.map((each, index) => <option key={index} value={index}>{`${index + 1} · ${each.channels}×${each.height}×${each.width}`}</option>)}</select>}
        {maps?.kind === 'channel' && <label className="channel-choice">{t('compare.channel')}<input type="number" className="number" min={0} max={(maps.levels[Math.min(level, maps.levels.length - 1)]?.channels ?? 1) - 1} value={channel} onChange={(event) => { if (!Number.isNaN(event.currentTarget.valueAsNumber)) setChannel(Math.max(0, Math.round(event.currentTarget.valueAsNumber))); }} /></label>}
        {focus && <button type="button" className="chip" onClick={leaveFocus}>{t('compare.backToEnds')}</button>}
        <span className="pixel-value" role="status" data-values>{spot && present.length > 0 ? <Values images={images} reference={reference} spot={spot} /> : `${sizes.join(' / ')}${zoom.look.zoom > 1 ? ` · ${Math.round(zoom.look.zoom * 100)} %` : ''}`}</span>
        {painted.some((one) => one !== undefined) && <span className="compare-legend"><span>{signed ? t('compare.legendSigned', { reference: LETTERS[reference] ?? '' }) : t('compare.legend', { reference: LETTERS[reference] ?? '' })}</span><HistogramLegend counts={counts} range={differenceScale} table={table} nonFinite={0} /></span>}
        {mode !== 'difference' && maps?.kind === 'channel' && <span className="compare-legend"><span>{t('compare.sharedRange')}</span><HistogramLegend counts={counts} range={range} table={colourTable(maps.meaning, dark)} nonFinite={0} /></span>}
      </div>
    </div>
  );
}

/** The line between two lanes; it can be dragged, and by keys with the slider below. */
function SplitLine({ split, setSplit }: { readonly split: number; readonly setSplit: (percent: number) => void }) {
  const grab = (event: ReactPointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box) return;
    event.stopPropagation();
    followPointer((moved) => setSplit(Math.round(Math.min(100, Math.max(0, ((moved.clientX - box.left) / box.width) * 100)))));
  };
  return <span className="split-line split-grip" style={{ left: `${split}%` }} aria-hidden="true" onPointerDown={grab} />;
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} × ${height}`;
}
