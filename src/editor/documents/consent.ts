const KEY = 'swapgraph.photo-consent';

/** Whether the user has confirmed, on this machine, to have the consent of the people in the photographs they use. */
export function hasPhotoConsent(): boolean {
  try {
    return localStorage.getItem(KEY) === 'given';
  } catch {
    return false;
  }
}

export function rememberPhotoConsent(): void {
  try {
    localStorage.setItem(KEY, 'given');
  } catch {
    // Without storage the question is asked again next time.
  }
}
