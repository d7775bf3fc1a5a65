import '@noi/ui/styles';
import '@mantine/notifications/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startWords } from './words/startWords.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startWords();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
