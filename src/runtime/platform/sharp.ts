export type Sharp = typeof import('sharp').default;

/** The optional package `sharp`, or undefined where it did not install. */
export async function loadSharp(): Promise<Sharp | undefined> {
  try {
    return (await import('sharp')).default;
  } catch {
    return undefined;
  }
}
