/** Whether the browser has let a text be copied: some ask first, and without https none has a clipboard. */
export async function copyText(
  text: string,
  clipboard: Pick<Clipboard, 'writeText'> = navigator.clipboard,
): Promise<boolean> {
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    // A refusal, or no clipboard at all: neither says more. The text stands beside the button.
    return false;
  }
}
