import { previewAddress } from '../preview.ts';
import { partId, type PartProps } from './part.ts';

/** What a server in the container answers. */
export function PreviewPane({ model, actions }: PartProps) {
  const preview = model.preview.value;
  const address = previewAddress(preview);
  if (address === null) {
    return (
      <div class="wb-preview">
        <p class="wb-empty">
          {preview.closed !== null && `The server on port ${String(preview.closed)} has closed. `}
          Run a program that listens on a port: what it answers shows here.
        </p>
      </div>
    );
  }
  return (
    <div class="wb-preview">
      <AddressBar model={model} actions={actions} />
      <iframe
        key={`${String(preview.port)} ${String(preview.loads)}`}
        src={address}
        title={`Preview of port ${String(preview.port)}`}
        allow="cross-origin-isolated"
      />
    </div>
  );
}

function AddressBar({ model, actions }: PartProps) {
  const { servers, port, path } = model.preview.value;
  const goTo = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('path') as HTMLInputElement;
    actions?.preview({ path: field.value });
  };
  return (
    <form class="wb-address" onSubmit={goTo}>
      <select
        aria-label="Port"
        value={String(port)}
        onChange={(event) => actions?.preview({ port: Number(event.currentTarget.value) })}
      >
        {servers.map((server) => (
          <option key={server.port} value={String(server.port)}>
            localhost:{server.port}
          </option>
        ))}
      </select>
      <input
        name="path"
        id={partId(model, 'preview-path')}
        aria-label="Path"
        value={path}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
      />
      <button type="button" class="wb-small" onClick={() => actions?.preview({})}>
        Reload
      </button>
      <a
        class="wb-small"
        href={previewAddress(model.preview.value) ?? ''}
        target="_blank"
        rel="noopener noreferrer"
      >
        New tab <span aria-hidden="true">↗</span>
      </a>
    </form>
  );
}
