import { useEffect } from 'react';
import { Link } from 'wouter';

/** The heading of a view, which is also the title of the page; what can be done with all of it stands beside. */
export function PageHead({
  title,
  children,
  actions,
}: {
  title: string;
  children?: React.ReactNode;
  actions?: React.ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} – Hemgång`;
  }, [title]);
  return (
    <div className="row apart page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {children !== undefined && <p className="quiet">{children}</p>}
      </div>
      {actions !== undefined && <div className="row no-print">{actions}</div>}
    </div>
  );
}

/** A part of a view with a heading of its own. */
export function Panel({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section className="panel stack" aria-label={title}>
      <div className="row apart">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

interface Tab {
  readonly id: string;
  readonly text: string;
  readonly to: string;
  readonly count?: number | undefined;
}

/** Views of one kind beside each other; each has its address. */
export function LinkTabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="tabs no-print">
      {tabs.map(({ id, text, to, count }) => (
        <Link key={id} href={to} className="tab" aria-current={id === current ? 'page' : undefined}>
          {text}
          {count !== undefined && count > 0 && <strong> {count}</strong>}
        </Link>
      ))}
    </nav>
  );
}

/** Names and what they are. */
export function Facts({ of }: { of: readonly (readonly [name: string, what: React.ReactNode])[] }) {
  return (
    <dl className="facts">
      {of.map(([name, what]) => (
        <div key={name} className="facts-pair">
          <dt>{name}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
