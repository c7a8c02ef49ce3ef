import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { slug } from 'github-slugger';
import { BookError } from '../book-error.ts';
import { parseFences, type DiagramFence } from '../fences.ts';
import { DIAGRAM_CONFIG, DRAWING_VERSION } from './config.ts';

/** Where the rendered files are, relative to the project. */
export const RENDERS_FOLDER = 'content/diagrams';

export const RENDER_COMMAND = 'npm run diagrams';

/** A diagram of the book and the file that holds, or should hold, its picture. */
export interface Diagram {
  fence: DiagramFence;
  /** File name within content/diagrams: `<chapter>-<title>.<hash>.svg`. */
  fileName: string;
  /** Stands before each id in the picture; unique in the book. */
  prefix: string;
}

/** What is wrong with the folder of rendered files. */
export interface RenderAudit {
  /** Diagrams whose picture is not there, or was drawn from an older text. */
  missing: readonly Diagram[];
  /** Files that belong to no diagram as it is now. */
  orphaned: readonly string[];
}

/** @throws when package.json does not pin mermaid to one version: the hash depends on it. */
export function mermaidVersion(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies?: Record<string, string>;
  };
  const version = manifest.devDependencies?.['mermaid'];
  if (!version || !/^\d/.test(version))
    throw new Error('package.json: pin mermaid to an exact version in devDependencies.');
  return version;
}

/** The diagram of one fence. `mermaid` is the version that draws it. */
export function describeDiagram(fence: DiagramFence, mermaid: string): Diagram {
  const ingredients = [mermaid, DRAWING_VERSION, DIAGRAM_CONFIG, fence.code, fence.title, fence.description];
  const hash = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex').slice(0, 10);
  const chapter = basename(fence.place.file).replace(/\.mdx?$/, '');
  return { fence, fileName: `${chapter}-${slug(fence.title)}.${hash}.svg`, prefix: `d${hash.slice(0, 6)}` };
}

/**
 * Every diagram of the book, chapter by chapter.
 * @throws BookError for two diagrams of one file with the same title.
 */
export function findDiagrams(root: string): Diagram[] {
  const version = mermaidVersion(root);
  return contentFiles(root).flatMap((file) => {
    const fences = parseFences(readFileSync(join(root, file), 'utf8'), file).filter(
      (fence) => fence.kind === 'diagram',
    );
    const titles = new Set<string>();
    return fences.map((fence) => {
      if (titles.has(slug(fence.title))) {
        throw new BookError(
          fence.place,
          `a second diagram is called “${fence.title}”`,
          'give each its own title.',
        );
      }
      titles.add(slug(fence.title));
      return describeDiagram(fence, version);
    });
  });
}

export function auditRenders(root: string): RenderAudit {
  const diagrams = findDiagrams(root);
  const wanted = new Set(diagrams.map(({ fileName }) => fileName));
  const present = new Set(readdirSync(join(root, RENDERS_FOLDER)).filter((name) => name.endsWith('.svg')));
  return {
    missing: diagrams.filter(({ fileName }) => !present.has(fileName)),
    orphaned: [...present].filter((name) => !wanted.has(name)).sort(),
  };
}

/** The book's .mdx files, relative to the project, in order. */
function contentFiles(root: string): string[] {
  return readdirSync(join(root, 'content'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
