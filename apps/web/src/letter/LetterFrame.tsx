import { useEffect, useRef, useState } from 'react';
import classes from './LetterFrame.module.css';

/** Until the letter is there; about a greeting. */
const firstHeight = 96;

/** A letter as its reader sees it, apart from the product's own page: nothing in it can run, and it is as high as it needs. Its links open beside. */
export function LetterFrame({ title, page }: { title: string; page: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(firstHeight);

  useEffect(() => {
    const watcher = new ResizeObserver(() => measure());
    const measure = () => {
      const body = frame.current?.contentDocument?.body;
      if (body) setHeight(Math.ceil(body.getBoundingClientRect().height));
    };
    const watch = () => {
      const body = frame.current?.contentDocument?.body;
      if (body) watcher.observe(body);
    };
    const held = frame.current;
    held?.addEventListener('load', watch);
    return () => {
      held?.removeEventListener('load', watch);
      watcher.disconnect();
    };
  }, []);

  return (
    <iframe
      ref={frame}
      title={title}
      className={classes.letter}
      style={{ height }}
      srcDoc={page}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
    />
  );
}
