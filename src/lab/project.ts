/** An exercise as a Node project of its own, for the learner's own editor: no install, no network. Pure. */
import type { Exercise, FileMap } from './model.ts';

export interface ProjectSource extends Pick<
  Exercise,
  'lab' | 'id' | 'title' | 'host' | 'entry' | 'kit' | 'checks' | 'checkNames'
> {
  labTitle: string;
  /** What is asked, as Markdown. */
  task: string;
  /** The learner's files. */
  files: FileMap;
  /** Address of the exercise's page. */
  page: string;
}

/** Of the project's folder and archive: lower-case letters, digits and hyphens. */
export function projectName({ lab, id }: Pick<ProjectSource, 'lab' | 'id'>): string {
  return `${lab}-${id}`;
}

/**
 * The project's files. The solution is not among them. A file of the exercise goes before one of ours of the same
 * name, except the checks and the kit.
 */
export function projectFiles(source: ProjectSource): FileMap {
  return {
    'package.json': packageFile(source),
    'README.md': readme(source),
    ...source.files,
    ...source.kit,
    'checks.test.js': source.checks,
  };
}

function packageFile({ lab, id, title, host, entry }: ProjectSource): string {
  const content = {
    name: projectName({ lab, id }),
    description: title,
    private: true,
    // Without a type Node takes each file for what it is written as: the checks of a CommonJS exercise are a module.
    ...(host === 'node-esm' ? { type: 'module' } : {}),
    scripts: { ...(host === 'browser' ? {} : { start: `node ${entry}` }), test: 'node --test' },
    engines: { node: '>=22.12' },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function readme({ title, labTitle, task, host, entry, page, checkNames }: ProjectSource): string {
  const run = host === 'browser' ? [] : [`npm start   # runs ${entry}`];
  return `# ${title}

An exercise of “${labTitle}”, from the handbook Event-Based Architectures in JavaScript: <${page}>

${task}

## Run and check

\`\`\`sh
${[...run, 'npm test    # carries out the checks'].join('\n')}
\`\`\`

Node 22.12 or newer is needed and nothing else: there is nothing to install.

The checks are in \`checks.test.js\`:

${checkNames.map((name) => `- ${name}`).join('\n')}
`;
}
