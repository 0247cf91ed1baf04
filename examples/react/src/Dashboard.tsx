import { useEffect, useRef, useState, type HTMLAttributes } from 'react';

interface DashboardAttributes extends HTMLAttributes<HTMLElement> {
  'dash-jwt'?: string;
  environment?: string;
  isProduction?: boolean;
  updateUrlParams?: boolean;
  'refresh-minutes'?: number;
  'locale-code'?: string;
  theme?: 'auto' | 'light' | 'dark';
  variables?: string;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'explo-dashboard': React.DetailedHTMLProps<DashboardAttributes, HTMLElement>;
    }
  }
}

interface Ticket {
  readonly jwt: string;
  readonly server: string;
}

async function freshTicket(dashboard: string): Promise<Ticket> {
  const response = await fetch(`/jwt?dashboard=${dashboard}`);
  if (!response.ok) throw new Error(`The back end answered ${response.status}.`);
  return response.json();
}

function loadBundle(server: string): void {
  const src = new URL('/bundle.js', server).href;
  if (document.querySelector(`script[src="${src}"]`)) return;
  document.head.append(Object.assign(document.createElement('script'), { src }));
}

interface Props {
  readonly dashboard: string;
  readonly category: readonly string[];
  readonly onVariable?: (name: string, value: unknown) => void;
}

/** One dashboard for whoever is logged in. */
export function Dashboard({ dashboard, category, onVariable }: Props) {
  const [ticket, setTicket] = useState<Ticket>();
  const element = useRef<HTMLElement>(null);

  useEffect(() => {
    let current = true;
    void freshTicket(dashboard).then((fresh) => {
      if (!current) return;
      loadBundle(fresh.server);
      setTicket(fresh);
    });
    return () => {
      current = false;
    };
  }, [dashboard]);

  useEffect(() => {
    const embed = element.current;
    if (!embed) return;
    const listening = new AbortController();
    const { signal } = listening;
    // A new value of the prop is enough: the element goes on where it was.
    const renew = () => void freshTicket(dashboard).then(setTicket);
    embed.addEventListener('customerJwtExpired', renew, { signal });
    embed.addEventListener(
      'sendVariableUpdatedEvent',
      (event) => {
        const { varName, newValue } = (event as CustomEvent).detail;
        onVariable?.(varName, newValue);
      },
      { signal },
    );
    return () => listening.abort();
  }, [dashboard, ticket, onVariable]);

  if (!ticket) return <p>Loading…</p>;
  return (
    <explo-dashboard
      ref={element}
      dash-jwt={ticket.jwt}
      environment="production"
      isProduction={true}
      updateUrlParams={true}
      variables={JSON.stringify({ category })}
    />
  );
}
