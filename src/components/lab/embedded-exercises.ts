/** The exercises that a chapter's MDX text shows, in order. */
export function embeddedExercises(body: string): { lab: string; exercise: string | undefined }[] {
  return [...body.matchAll(/<Lab\b([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const lab = attribute(attributes, 'id');
    return lab === undefined ? [] : [{ lab, exercise: attribute(attributes, 'exercise') }];
  });
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=["']([^"']*)["']`).exec(attributes)?.[1];
}
