/** What stands on the projector while people come in: address, code, and a picture for their cameras. */
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';

export function JoinCard({ code }: { code: string }) {
  const address = `${location.origin}/workshop/`;
  // The writer takes plain text and gives plain SVG of rectangles; nothing of it comes from a person.
  const picture = useMemo(() => renderSVG(`${address}#${code}`, { border: 2 }), [address, code]);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  return (
    <section class="ws-card" aria-labelledby="ws-in">
      <div>
        <h2 id="ws-in">Join at</h2>
        <p class="ws-address">{address.replace('http://', '')}</p>
        <p>
          with the code <b class="ws-code">{code}</b>
        </p>
        {isLocal && (
          <p class="ws-small">
            Others cannot use this address: open the one that the terminal shows for the network.
          </p>
        )}
      </div>
      <div
        class="ws-qr"
        role="img"
        aria-label="QR code of the address with the code"
        dangerouslySetInnerHTML={{ __html: picture }}
      />
    </section>
  );
}
