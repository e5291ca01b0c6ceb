import type { BothLanguages } from './define';

/** Where an error belongs. */
interface ErrorPlace {
  readonly code?: string | undefined;
  readonly port?: string | undefined;
  readonly param?: string | undefined;
  /** A node type that would help when inserted before this one. */
  readonly converter?: string | undefined;
}

/** An error whose sentence a user reads, in both languages; nodes throw it to say what is wrong at which port or param. */
export class NodeError extends Error {
  readonly text: BothLanguages;
  readonly code: string;
  readonly port: string | undefined;
  readonly param: string | undefined;
  readonly converter: string | undefined;

  constructor(text: BothLanguages, place: ErrorPlace = {}) {
    super(text.en);
    this.name = 'NodeError';
    this.text = text;
    this.code = place.code ?? 'failed';
    this.port = place.port;
    this.param = place.param;
    this.converter = place.converter;
  }
}

/** An error as data that crosses between threads: an ordinary clone of an error would lose its second language. */
export interface ErrorData extends ErrorPlace { readonly text: BothLanguages }

export function errorData(error: unknown): ErrorData {
  if (!(error instanceof NodeError)) return { text: sentenceOf(error) };
  const { text, code, port, param, converter } = error;
  return { text, code, port, param, converter };
}

/** Thrown inside a step when its run is cancelled; never shown as a failure. */
export class Cancelled extends Error {
  constructor() {
    super('The run was cancelled.');
    this.name = 'Cancelled';
  }
}

/** The sentence of anything thrown. A plain error has one language; it is shown in both. */
export function sentenceOf(error: unknown): BothLanguages {
  if (error instanceof NodeError) return error.text;
  const words = error instanceof Error ? error.message : String(error);
  return { en: words, zh: words };
}
