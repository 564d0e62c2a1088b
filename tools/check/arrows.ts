/**
 * Who may import whom, as data. A feature imports only what stands beside its name, and never a feature that is not
 * listed: a new one is a decision about the shape of the program, so it is entered here first.
 */
const newsroom = ['session', 'network', 'notices', 'facts', 'checks', 'calendar', 'duties'];
const reporting = [...newsroom, 'outlets', 'manuscripts'];
const desk = [
  ...reporting,
  'commissions',
  'leads',
  'plans',
  'reviews',
  'adoptions',
  'faults',
  'instructions',
  'releases',
];
const cases = ['opinion', 'emergencies', 'posts', 'mail'];
const figures = ['standings', 'awards', 'fees', 'fairness', 'circulars'];

export const FEATURES: Record<string, readonly string[]> = {
  session: [],
  network: ['session'],
  audit: ['session', 'network'],
  notices: ['session', 'network'],
  facts: ['session', 'network'],
  checks: ['session', 'network', 'notices'],
  calendar: ['session', 'network'],
  duties: ['session', 'network', 'notices', 'calendar', 'facts'],
  outlets: newsroom,
  manuscripts: newsroom,
  writing: reporting,
  commissions: reporting,
  leads: reporting,
  plans: reporting,
  reviews: [...reporting, 'commissions', 'leads', 'plans'],
  adoptions: [...reporting, 'commissions', 'leads', 'plans', 'reviews'],
  faults: reporting,
  imports: desk,
  mail: reporting,
  instructions: reporting,
  releases: reporting,
  bulletins: desk,
  opinion: reporting,
  emergencies: reporting,
  posts: reporting,
  activities: newsroom,
  meetings: newsroom,
  standings: newsroom,
  awards: [...newsroom, 'standings'],
  fees: [...newsroom, 'standings'],
  fairness: [...reporting, 'adoptions', 'standings'],
  circulars: [...newsroom, 'standings', 'awards'],
  search: reporting,
  // What waits for a person, and the demonstration body, are made of everything; nobody imports them.
  today: [...desk, 'bulletins', ...cases, 'activities', 'meetings', ...figures],
  setup: [...desk, 'bulletins', ...cases, 'activities', 'meetings', ...figures],
};

/** The floor that features stand on; it knows none of them. Pure folders do not even know the database. */
export const FLOOR: Record<string, readonly string[]> = {
  db: ['files'],
  http: ['db', 'files', 'documents', 'text', 'deadlines'],
  documents: ['files', 'text'],
  files: ['db'],
  text: [],
  deadlines: ['db', 'http'],
  outbox: ['db'],
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
