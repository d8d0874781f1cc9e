import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { OverviewDto } from '../../../src/dto/overview.dto.js';
import { get } from './client.js';
import type { Json } from './wire.js';

export type Overview = Json<OverviewDto>;

/** How the page gets its news: by the stream, by asking now and then, or not at all. */
export type Way = 'stream' | 'polling' | 'none';

interface Live {
  readonly overview: Overview | undefined;
  readonly way: Way;
  /** Machine time at which the hub was last heard of, ms since 1970; undefined: never. */
  readonly heardAt: number | undefined;
  /** Machine time by this page, ms since 1970; moves on every second. */
  readonly now: number;
}

const OVERVIEW = ['overview'] as const;
/** Silence after which the stream is given up and the page asks by itself; the stream shows that it lives every 15 s; ms. */
const STREAM_SILENT = 25_000;
const ASK_EVERY = 5_000;
/** Silence after which what is shown is called old; ms. */
const STALE_AFTER = 30_000;

const LiveContext = createContext<Live | undefined>(undefined);
const HubNowContext = createContext<number | undefined>(undefined);
const MachineNowContext = createContext<number | undefined>(undefined);
/** Steps in which `useHubNow` and `useMachineNow` move on, so that long lists are not drawn anew every second; ms. */
const NOW_STEP = 10_000;

/** The overview as the hub last told it, and how old that is. Only below `WithLive`. */
export function useLive(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error('useLive needs WithLive');
  return live;
}

/** The hub's time, which may be a simulated one, in steps of ten seconds; ms since 1970. Undefined until it is known. */
export function useHubNow(): number | undefined {
  return use(HubNowContext);
}

/** The machine's time by this page, for what follows no simulated clock, in steps of ten seconds; ms since 1970. */
export function useMachineNow(): number | undefined {
  return use(MachineNowContext);
}

/** Whether what is shown may no longer be true, because the hub has not been heard of. */
export function isStale({ heardAt, now }: Pick<Live, 'heardAt' | 'now'>): boolean {
  return heardAt === undefined || now - heardAt > STALE_AFTER;
}

/** Keeps the overview current, by server-sent events and, where these do not come through, by asking. */
export function WithLive({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const [heardAt, setHeardAt] = useState<number>();
  const now = useSeconds();

  useEffect(() => {
    const source = new EventSource('/v1/ops/events?only=overview');
    const hear = () => {
      setStreaming(true);
      setHeardAt(Date.now());
    };
    source.addEventListener('heartbeat', hear);
    source.addEventListener('overview', (event: MessageEvent<string>) => {
      hear();
      const overview: Overview = JSON.parse(event.data);
      client.setQueryData(OVERVIEW, overview);
    });
    source.addEventListener('error', () => setStreaming(false));
    return () => source.close();
  }, [client]);

  const streams = isStreaming && heardAt !== undefined && now - heardAt < STREAM_SILENT;
  const { data, isError } = useQuery({
    queryKey: OVERVIEW,
    queryFn: async ({ signal }) => {
      const overview = await get<Overview>('/v1/ops/overview', undefined, signal);
      setHeardAt(Date.now());
      return overview;
    },
    staleTime: Infinity,
    refetchInterval: streams ? false : ASK_EVERY,
    refetchIntervalInBackground: true,
    retry: false,
  });
  const isSilent = heardAt !== undefined && isStale({ heardAt, now });
  const way: Way = streams ? 'stream' : isError || isSilent ? 'none' : 'polling';
  return (
    <LiveContext value={{ overview: data, way, heardAt, now }}>
      <MachineNowContext value={stepped(now)}>
        <HubNowContext value={hubNow(data, heardAt, now)}>{children}</HubNowContext>
      </MachineNowContext>
    </LiveContext>
  );
}

function hubNow(overview: Overview | undefined, heardAt: number | undefined, now: number): number | undefined {
  if (overview === undefined || heardAt === undefined) return undefined;
  const passed = overview.environment.clock === 'simulated' ? 0 : Math.max(0, now - heardAt);
  return stepped(new Date(overview.at).getTime() + passed);
}

function stepped(instant: number): number {
  return Math.floor(instant / NOW_STEP) * NOW_STEP;
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
