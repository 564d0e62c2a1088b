/**
 * Who may import whom, as data. A feature imports only what stands beside its name, and never a feature that is not
 * listed: a new one is a decision about the shape of the program, so it is entered here first.
 */
const newsroom = ['network', 'facts'];
const reporting = [...newsroom, 'manuscripts'];

export const FEATURES: Record<string, readonly string[]> = {
  network: [],
  session: ['network'],
  setup: ['network', 'session'],
  audit: ['network'],
  notices: ['network'],
  facts: ['network'],
  manuscripts: newsroom,
  commissions: reporting,
  reviews: [...reporting, 'commissions'],
  adoptions: [...reporting, 'commissions', 'reviews'],
  bulletins: [...reporting, 'commissions', 'reviews', 'adoptions'],
  opinion: reporting,
  emergencies: reporting,
  posts: reporting,
  activities: newsroom,
  meetings: newsroom,
  standings: newsroom,
  circulars: [...newsroom, 'standings'],
};

/** The floor that features stand on; it knows none of them. Pure folders do not even know the database. */
export const FLOOR: Record<string, readonly string[]> = {
  db: ['files'],
  http: ['db', 'files', 'documents', 'text', 'deadlines'],
  documents: ['files', 'text'],
  files: ['db'],
  text: [],
  deadlines: ['db', 'http'],
};

/** Nobody imports these: they put the parts together. `main.ts` and `app.ts` belong here too. */
export const TOPS = ['cli'];

export const LIMITS = { file: 350, function: 60, component: 150, parameters: 3 } as const;

export const FORBIDDEN_WORDS = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'service',
  'services',
  'manager',
  'managers',
  'misc',
];
