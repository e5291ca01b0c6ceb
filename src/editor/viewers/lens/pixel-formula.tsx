import { useEffect, useId, useMemo, useState } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import type { Kind } from '../../../runtime/values';
import { useSessionState, useTranslate } from '../../context';
import type { Pin } from '../../state';
import { colourTable, paintSteps, stepOf } from '../features/colour-maps';
import { Painting } from '../features/painting';
import { pinName, useOutputs, type OutputChoice } from '../outputs';
import { readable, tiny } from '../readable';
import { useLook } from '../use-look';
import { blendOf } from './aad';

const CARRIERS: readonly Kind[] = ['features', 'pyramid', 'mask', 'image'];
const PARTS = ['mask', 'attribute', 'identity'] as const;
type Part = (typeof PARTS)[number];
/** Names that nodes give these ports; the user may choose others. */
const LIKELY: Readonly<Record<Part, RegExp>> = { mask: /^(m|masks?|maskM)$/i, attribute: /^(a|attributes?|attributePart)$/i, identity: /^(i|identityPart|identityMap)$/i };
const SYMBOLS: Readonly<Record<Part, string>> = { mask: 'M', attribute: 'A', identity: 'I' };

/** (1 − M)·A + M·I at the pixel under the pointer, in float64 from the shown tensors, beside the value that the network gave. */
export function PixelFormula({ pin, resultKey, level, view, chosen }: { readonly pin: Pin; readonly resultKey: string; readonly level: number; readonly view: LevelView | undefined; readonly chosen: number | undefined }) {
  const t = useTranslate();
  const id = useId();
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const outputs = useOutputs(CARRIERS, pin);
  const [names, setNames] = useState<Partial<Record<Part, string>>>({});
  const [at, setAt] = useState<readonly [number, number]>();
  const [channel, setChannel] = useState(0);
  useEffect(() => { if (chosen !== undefined) setChannel(chosen); }, [chosen]);
  const choiceOf = (part: Part): OutputChoice | undefined => {
    const name = names[part];
    return name !== undefined ? outputs.find((output) => pinName(output.pin) === name) : outputs.find((output) => output.pin.node === pin.node && LIKELY[part].test(output.pin.port));
  };
  const mask = usePlane(choiceOf('mask'), level, 0), attribute = usePlane(choiceOf('attribute'), level, channel), identity = usePlane(choiceOf('identity'), level, channel);
  const out = useLook(pin, resultKey, 'plane', { level, channel }, !view);
  const table = useMemo(() => colourTable('mask', dark), [dark]);
  const area = view ? view.width * view.height : 0;
  const fits = [mask, attribute, identity, out].every((plane) => plane?.length === area);
  const rgba = useMemo(() => {
    if (mask?.length !== area || area === 0) return undefined;
    const pixels = new Uint8ClampedArray(area * 4);
    paintSteps(Uint16Array.from(mask, (value) => stepOf(value, 0, 1)), table, pixels);
    return pixels;
  }, [mask, area, table]);
  if (!view || view.meaning === 'mask') return null;
  const index = at && at[1] * view.width + at[0];
  const numbers = index !== undefined && fits ? { m: mask![index]!, a: attribute![index]!, i: identity![index]!, out: out![index]! } : undefined;
  const blended = numbers && blendOf(numbers.m, numbers.a, numbers.i);
  return (
    <section className="lens-part pixel-formula">
      <h4>{t('lens.pixel')}</h4>
      <div className="formula-wires">
        {PARTS.map((part) => (
          <label key={part} htmlFor={`${id}-${part}`}><span title={t(`lens.${part}`)}>{SYMBOLS[part]}</span>
            <select id={`${id}-${part}`} aria-label={t(`lens.${part}`)} value={pinName(choiceOf(part)?.pin ?? { node: '', port: '' })} onChange={(event) => { const name = event.currentTarget.value; setNames((before) => ({ ...before, [part]: name })); }}>
              <option value=".">{t('lens.noWire')}</option>
              {outputs.map((output) => <option key={pinName(output.pin)} value={pinName(output.pin)}>{output.title}</option>)}
            </select>
          </label>
        ))}
      </div>
      {rgba ? <div className="formula-mask"><Painting width={view.width} height={view.height} rgba={rgba} under={undefined} opacity={1} label={t('lens.maskLabel')} hover={(x, y) => setAt([x, y])} /></div> : <p className="hint">{t('lens.chooseWires')}</p>}
      {rgba && !fits && <p className="hint">{t('lens.chooseWires')}</p>}
      <output className="formula" aria-live="polite">
        {numbers && blended !== undefined && at ? (
          <>
            <span>{t('lens.at', { x: at[0], y: at[1], channel })}</span>
            <code>(1 − {readable(numbers.m)}) · {signed(numbers.a)} + {readable(numbers.m)} · {signed(numbers.i)} = {signed(blended)}</code>
            <span>{t('lens.given', { value: signed(numbers.out), residual: tiny(Math.abs(blended - numbers.out)) })}</span>
          </>
        ) : fits && <span>{t('lens.hover')}</span>}
      </output>
    </section>
  );
}

function signed(value: number): string {
  return value < 0 ? `(−${readable(-value)})` : readable(value);
}

/** One plane of an output at the same level, or of its only one. */
function usePlane(choice: OutputChoice | undefined, level: number, channel: number): Float32Array | undefined {
  const levels = useLook(choice?.pin, choice?.key, 'levels', undefined, !choice);
  const at = Math.min(level, (levels?.length ?? 1) - 1);
  const view = levels?.[at];
  return useLook(choice?.pin, choice?.key, 'plane', { level: at, channel: Math.min(channel, (view?.channels ?? 1) - 1) }, !view);
}
