/** The servers that run in the container, and which of them is looked at. Pure. */

export interface Preview {
  /** In the order in which they opened. */
  servers: readonly { port: number; url: string }[];
  /** The port in front; null if none listens. */
  port: number | null;
  /** The path looked at, with its leading slash. */
  path: string;
  /** Grows when the frame must be loaded anew. */
  loads: number;
  /** The port that has closed last; null if none has, or it is open again. */
  closed: number | null;
}

export const NO_PREVIEW: Preview = { servers: [], port: null, path: '/', loads: 0, closed: null };

export function serverOpened(preview: Preview, port: number, url: string): Preview {
  const others = preview.servers.filter((server) => server.port !== port);
  return {
    ...preview,
    servers: [...others, { port, url }],
    port: preview.port ?? port,
    // A server that is started again answers anew.
    loads: preview.loads + 1,
    closed: preview.closed === port ? null : preview.closed,
  };
}

export function serverClosed(preview: Preview, port: number): Preview {
  const servers = preview.servers.filter((server) => server.port !== port);
  if (servers.length === preview.servers.length) return preview;
  const next = preview.port === port ? (servers.at(-1)?.port ?? null) : preview.port;
  return { ...preview, servers, port: next, closed: port };
}

/** The address of the frame; null if no server listens. */
export function previewAddress({ servers, port, path }: Preview): string | null {
  const server = servers.find((candidate) => candidate.port === port);
  return server === undefined ? null : new URL(withSlash(path), server.url).href;
}

/** Two slashes would name another host. */
export function withSlash(path: string): string {
  return `/${path.trim().replace(/^[/\\]+/, '')}`;
}
