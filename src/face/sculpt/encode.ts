import { crc32, ELEMENT_BYTES, FORMAT_VERSION, MAGIC, PREAMBLE_BYTES, type Section, type SectionType } from '../model/container';

/** Gathers sections of a model file and gives its bytes; the same input gives the same bytes. */
export class PayloadWriter {
  readonly #parts: { readonly section: Section; readonly values: ArrayLike<number> }[] = [];
  #size = 0;

  #add(type: SectionType, values: ArrayLike<number>, step?: number): Section {
    const section: Section = { type, offset: this.#size, count: values.length, ...(step === undefined ? {} : { step }) };
    this.#parts.push({ section, values });
    this.#size += Math.ceil((values.length * ELEMENT_BYTES[type]) / 4) * 4;
    return section;
  }

  integers(type: 'uint8' | 'uint16', values: ArrayLike<number>): Section {
    return this.#add(type, values);
  }

  /** Real numbers as integers of `step`, the step chosen from the largest value so that the type's range is used. */
  reals(type: 'uint8' | 'uint16' | 'int16', values: ArrayLike<number>): Section {
    let largest = 0;
    for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i]!));
    const steps = type === 'int16' ? 32767 : type === 'uint16' ? 65535 : 255;
    const step = Math.fround((largest || 1) / steps);
    return this.#add(type, Array.from(values, (value) => Math.max(type === 'int16' ? -steps : 0, Math.min(steps, Math.round(value / step)))), step);
  }

  finish(header: object): Uint8Array {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const headerBytes = Math.ceil(json.length / 4) * 4;
    const bytes = new Uint8Array(PREAMBLE_BYTES + headerBytes + this.#size);
    bytes.fill(0x20, PREAMBLE_BYTES, PREAMBLE_BYTES + headerBytes);
    bytes.set(json, PREAMBLE_BYTES);
    const view = new DataView(bytes.buffer);
    const start = PREAMBLE_BYTES + headerBytes;
    for (const { section, values } of this.#parts) {
      const size = ELEMENT_BYTES[section.type];
      for (let i = 0; i < values.length; i += 1) {
        const at = start + section.offset + i * size;
        if (size === 1) view.setUint8(at, values[i]!);
        else if (section.type === 'uint16') view.setUint16(at, values[i]!, true);
        else view.setInt16(at, values[i]!, true);
      }
    }
    [MAGIC, FORMAT_VERSION, headerBytes, this.#size].forEach((value, i) => view.setUint32(4 * i, value, true));
    view.setUint32(16, crc32(bytes.subarray(PREAMBLE_BYTES)), true);
    return bytes;
  }
}
