/** The picture on the system's clipboard, or undefined where there is none or the browser does not show it. */
export async function pictureOnClipboard(): Promise<File | undefined> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith('image/'));
      if (type !== undefined) return new File([await item.getType(type)], `clipboard.${type.slice('image/'.length)}`, { type });
    }
  } catch {
    // Text may still be read, and says what is wrong when it may not.
  }
  return undefined;
}
