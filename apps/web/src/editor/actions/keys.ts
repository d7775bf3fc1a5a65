type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * Whether a key press is that combination: modifiers (`Mod`, `Shift`, `Alt`) and one key, joined by `+`. `Mod` is Ctrl, or ⌘ on Apple's computers.
 * Letters and named keys go by what they mean, digits by their place (with Shift they type other signs), signs such as `?` whatever modifier types them.
 */
export function isPressed(keys: string, event: Pressed): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  if (parts.includes('Mod') !== (event.ctrlKey || event.metaKey)) return false;
  if (/^[^a-z0-9]$/i.test(key)) return event.key === key;
  if (parts.includes('Alt') !== event.altKey || parts.includes('Shift') !== event.shiftKey) return false;
  if (/^\d$/.test(key)) return event.code === `Digit${key}`;
  // Alt with a letter types another sign on Apple's keyboards.
  if (parts.includes('Alt') && key.length === 1) return event.code === `Key${key}`;
  return event.key.toLowerCase() === key.toLowerCase();
}

const signs: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };
const appleSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** A combination as it is printed on the keys of this computer, one text per key. */
export function keyCaps(keys: string, isApple: boolean): readonly string[] {
  return keys.split('+').map((part) => (isApple ? appleSigns[part] : undefined) ?? (part === 'Mod' ? 'Ctrl' : (signs[part] ?? part)));
}

/** Whether this computer is one of Apple's. */
export function isApplePlatform(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
