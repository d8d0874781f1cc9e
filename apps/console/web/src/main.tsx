import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { startTexts } from './i18n/texts.js';
import './theme/theme.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console');
await startTexts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
