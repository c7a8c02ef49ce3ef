import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from 'unist-util-visit';
import type { Chapter } from './chapters.ts';
import { attributeOf, elementsOf, sectionsOf } from '#book/sections.ts';

/** Stands for the site's address, base path included, while links are resolved. */
const SITE = 'https://book.invalid/base/';

/** The pages of the site that exist, as paths below its base (`chapters/event-model/`), with their anchors if known. */
export type SiteMap = ReadonlyMap<string, ReadonlySet<string> | undefined>;

export function siteMap(chapters: readonly Chapter[], root = '.'): SiteMap {
  const pages = new Map<string, ReadonlySet<string> | undefined>();
  for (const file of globSync('src/pages/**/*.{astro,md,mdx}', { cwd: root })) {
    const path = file
      .replaceAll('\\', '/')
      .replace(/^src\/pages\//, '')
      .replace(/\.\w+$/, '')
      .replace(/(^|\/)index$/, '');
    if (!path.includes('[')) pages.set(path === '' ? '' : `${path}/`, undefined);
  }
  for (const folder of globSync('labs/*/exercises/*', { cwd: root })) {
    const [, lab, , exercise] = folder.replaceAll('\\', '/').split('/');
    pages.set(`labs/${lab}/${exercise}/`, undefined);
  }
  for (const folder of globSync('labs/*/play', { cwd: root })) {
    pages.set(`${folder.replaceAll('\\', '/')}/`, undefined);
  }
  for (const { frontmatter, tree } of chapters) {
    pages.set(`${String(frontmatter['slug'])}/`, new Set(sectionsOf(tree).map(({ id }) => id)));
  }
  return pages;
}

/** What is wrong with the links and labs of a chapter, each as `file:line: problem`. */
export function linkProblems(chapter: Chapter, pages: SiteMap, root = '.'): string[] {
  const { file, tree, frontmatter } = chapter;
  const here = `${String(frontmatter['slug'])}/`;
  const problems: string[] = [];
  const report = (line: number | undefined, problem: string) =>
    problems.push(`${file}:${line ?? 1}: ${problem}`);
  visit(tree, (node) => {
    const url = node.type === 'link' || node.type === 'definition' ? node.url : undefined;
    const problem = url === undefined ? '' : linkProblem(url, here, pages);
    if (problem !== '') report(node.position?.start.line, problem);
  });
  for (const lab of elementsOf(tree, 'Lab')) {
    const path = join(
      'labs',
      attributeOf(lab, 'id') ?? '?',
      'exercises',
      attributeOf(lab, 'exercise') ?? '?',
    );
    if (!existsSync(join(root, path)))
      report(lab.position?.start.line, `<Lab> names an exercise without folder: ${path}`);
  }
  return problems;
}

function linkProblem(url: string, here: string, pages: SiteMap): string {
  if (url.startsWith('https://')) return '';
  if (/^[a-z]+:/i.test(url)) return `“${url}”: write https:// for the web, or a relative link`;
  if (url.startsWith('/'))
    return `“${url}” breaks when the book is served under a path: write a relative link`;
  const target = new URL(url, SITE + here);
  const path = target.href.slice(SITE.length, target.href.length - target.hash.length);
  if (!target.href.startsWith(SITE) || !pages.has(path))
    return `“${url}” leads to ${path}, and there is no such page`;
  const anchors = pages.get(path);
  const anchor = decodeURIComponent(target.hash.slice(1));
  if (anchor === '' || anchors === undefined || anchors.has(anchor)) return '';
  return `“${url}” points at #${anchor}, which ${path} does not have`;
}
