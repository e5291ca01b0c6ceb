import { concat, latin1 } from './bytes';

const XMP_NAME = 'http://ns.adobe.com/xap/1.0/\0';
const COMMENT = 0xfe, APPLICATION_0 = 0xe0, APPLICATION_1 = 0xe1;

/** Puts XMP (APP1; XMP specification part 3, section 1.1.3) and a comment in front of a JPEG's own segments, behind its JFIF header. */
export function writeJpegWords(jpeg: Uint8Array, words: { readonly xmp: string; readonly description: string }): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new TypeError('This is not a JPEG picture.');
  const jfif = jpeg[2] === 0xff && jpeg[3] === APPLICATION_0 ? 4 + jpeg[4]! * 256 + jpeg[5]! : 2;
  const segments = [
    segment(APPLICATION_1, concat([latin1(XMP_NAME), new TextEncoder().encode(words.xmp)])),
    segment(COMMENT, new TextEncoder().encode(words.description)),
  ];
  return concat([jpeg.subarray(0, jfif), ...segments, jpeg.subarray(jfif)]);
}

function segment(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  if (length > 0xffff) throw new RangeError('A JPEG segment holds at most 65,533 bytes.');
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), data]);
}
