import type { Host } from '#lab/model.ts';
import { HOSTS } from '../hosts.ts';
import { hostName } from '../sentences.ts';
import type { Drawn } from '../view/picture-state.ts';
import { viewLabel } from '../view/views.ts';
import { partId, type PartProps } from './part.ts';

/** The picture of the last run, or a sentence that says why there is none. */
export function ViewPane({ model, actions }: PartProps) {
  const state = model.picture.value;
  const isBusy = model.bench.value.activity.kind !== 'idle';
  const drawn = state.kind === 'drawn' ? state : state.kind === 'recording' ? state.before : null;
  return (
    <div class="wb-view" data-picture={state.kind}>
      {state.kind === 'none' && (
        <p class="wb-empty">
          Press Run: the run is recorded, and drawn here. You can then step through it, in both directions.
        </p>
      )}
      {state.kind === 'recording' && <p class="wb-empty wb-recording">Recording the run.</p>}
      {state.kind === 'missing' && (
        <div class="wb-empty">
          <p>{state.why}</p>
          <HostChoice model={model} actions={isBusy ? null : actions} />
        </div>
      )}
      {drawn !== null && drawn.file !== null && (
        <p class="wb-view-file">
          <strong>{drawn.file}</strong>, opened from a file: a run that was recorded elsewhere.
        </p>
      )}
      {drawn?.differs && (
        <p class="wb-view-file">
          <strong>Another order was printed.</strong> The output is WebContainer’s; this picture is of a run
          in the built-in runtime, and the two printed differently. Where the order is not determined, both
          are right.
        </p>
      )}
      {drawn !== null && <Picture drawn={drawn} model={model} actions={isBusy ? null : actions} />}
    </div>
  );
}

function Picture({ drawn, model, actions }: PartProps & { drawn: Drawn }) {
  const { view, trace, file, races } = drawn;
  const isOwn = file === null && actions !== null;
  const hasLink = isOwn && model.seed.value !== null;
  return (
    <section aria-label={viewLabel(model.face.view)}>
      <view.Component
        key={serial(trace)}
        trace={trace}
        races={races}
        id={partId(model, 'view')}
        say={(sentence) => (model.announcement.value = sentence)}
        edit={isOwn ? (path, line) => actions.editLine(path, line) : null}
        link={hasLink ? () => actions.showPanel('share') : null}
        reveal={isOwn && model.conceals.value ? () => actions.reveal() : null}
        runOn={isOwn ? (host) => actions.runOn(host as Host) : null}
      />
    </section>
  );
}

/** Without a picture there is no other place to choose the host in. */
function HostChoice({ model, actions }: PartProps) {
  const host = model.host.value;
  return (
    <p class="wb-run-as">
      Run it as{' '}
      {HOSTS.filter((one) => one !== host).map((one) => (
        <button key={one} type="button" class="wb-small" onClick={() => actions?.runOn(one)}>
          {hostName(one)}
        </button>
      ))}
    </p>
  );
}

const serials = new WeakMap<object, number>();
let last = 0;

/** Another trace is another picture, from its beginning. */
function serial(trace: object): number {
  const known = serials.get(trace) ?? ++last;
  serials.set(trace, known);
  return known;
}
