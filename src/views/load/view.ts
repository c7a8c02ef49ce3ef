/** What waits in a system under load, with the other pictures of a broker behind it. */
import { view as broker } from '../broker/view.ts';
import type { View } from '../view.ts';
import { LoadView } from './LoadView.tsx';

export const view: View = { ...broker, Component: LoadView };
