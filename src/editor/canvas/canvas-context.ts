import { createContext, useContext } from 'react';
import type { Canvas } from './sync';

export const CanvasContext = createContext<Canvas | undefined>(undefined);

export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error('This card stands outside its canvas.');
  return canvas;
}
