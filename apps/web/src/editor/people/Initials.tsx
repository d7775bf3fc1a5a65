import classes from './People.module.css';
import type { Person } from './Person.ts';

/** Dark enough for white letters, in both themes. */
const colours = ['indigo-8', 'teal-9', 'grape-8', 'orange-9', 'pink-8', 'cyan-9'];

/** A person as a coloured disc with the letters of their name; the words beside it or around it say the name. */
export function Initials({ person: { name, personId }, size }: { person: Person; size: number }) {
  const words = name.trim().split(/\s+/);
  const letters = [words.length > 1 ? words[0] : '', words.at(-1)].map((word) => word?.[0] ?? '').join('');
  const sum = [...personId].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const background = `var(--mantine-color-${colours[sum % colours.length]})`;
  return (
    <span className={classes.disc} aria-hidden="true" style={{ width: size, height: size, fontSize: size * 0.4, background }}>
      {letters.toUpperCase()}
    </span>
  );
}
