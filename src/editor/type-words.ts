import type { WireType } from '../runtime/values';
import type { Translate } from './i18n';

/** A wire's inferred type in a few words: "image · 640 × 480", "identity · 256 · arcface". Unknown sides are left out. */
export function describeType(type: WireType, t: Translate): string {
  const size = type.width !== undefined && type.height !== undefined ? `${type.width} × ${type.height}` : undefined;
  const channels = type.channels !== undefined && type.kind !== 'image' && type.kind !== 'mask' ? t('type.channels', { count: type.channels }) : undefined;
  const levels = type.levels && t('type.levels', { count: type.levels.length });
  return [t(`kind.${type.kind}`), size, channels, levels, type.template, type.recogniser, type.model, type.net, type.layer].filter((part) => part !== undefined).join(' · ');
}
