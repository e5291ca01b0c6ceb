import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { OrbitStage } from './orbit-stage';

/** Radians a press of an arrow key turns. */
const TURN_RAD = 0.15;
const TURNS: Readonly<Record<string, readonly [yaw: number, pitch: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface MountedStage<S extends OrbitStage> {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Absent before it is mounted, and where there is no WebGL. */
  readonly stage: S | undefined;
  /** There is no WebGL. */
  readonly failed: boolean;
  /** Turns the camera with the arrow keys. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A 3D stage on a canvas of the page for as long as the component lives: it follows the canvas's size and gives its WebGL context back. */
export function useOrbitStage<S extends OrbitStage>(Stage: new (canvas: HTMLCanvasElement) => S): MountedStage<S> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [stage, setStage] = useState<S>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let made: S;
    try {
      made = new Stage(element);
    } catch {
      setFailed(true);
      return undefined;
    }
    setStage(made);
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, [Stage]);
  return {
    canvas, stage, failed,
    onKeyDown: (event) => {
      const turn = TURNS[event.key];
      if (!turn) return;
      event.preventDefault();
      stage?.turn(turn[0] * TURN_RAD, turn[1] * TURN_RAD);
    },
  };
}
