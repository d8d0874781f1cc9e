import { useEffect } from 'react';
import { Choices } from '../../shell/header.js';
import './sign-in.css';

/** The frame of what is shown before anybody is signed in. */
export function Gate({ title, children }: { title: string; children: React.ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Hemgång`;
  }, [title]);
  return (
    <main className="gate">
      <div className="row apart">
        <span className="brand">
          <img src="/console/icon.svg" alt="" />
          Hemgång
        </span>
        <Choices />
      </div>
      <div className="panel stack">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
