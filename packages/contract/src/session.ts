import * as z from 'zod';
import { Can, endpoint, Id, line, Named, refuses, USER_NAME } from './base.ts';
import { RIGHTS, ROLES } from './words.ts';

export const Post = z.object({
  id: Id,
  role: z.enum(ROLES),
  unit: Named,
  from: z.string(),
  to: z.string().nullable(),
});
export type Post = z.infer<typeof Post>;

export const Me = z.object({
  person: z.object({ id: Id, name: z.string(), userName: z.string(), title: z.string() }),
  body: Named,
  posts: z.array(Post),
  post: Post.nullable(),
  rights: z.array(z.enum(RIGHTS)),
  /** For which units this post may write: its own, those below it too, or all; null where it does not write. */
  writesFor: z.enum(['unit', 'below', 'body']).nullable(),
  mustChangePassword: z.boolean(),
  signedInUntil: z.string(),
});
export type Me = z.infer<typeof Me>;

export const Password = z.string().min(8).max(128);

export const SignInState = z.object({
  setUp: z.boolean(),
  demonstration: z.boolean(),
  bodyName: z.string().nullable(),
});

export const session = {
  /** What the page needs before anyone is signed in. */
  state: endpoint
    .meta({ right: 'public', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/session/state',
      tags: ['session'],
      summary: 'Whether the system has been set up',
    })
    .output(SignInState),
  signIn: endpoint
    .meta({ right: 'public', writes: false, place: 'body' })
    .route({ method: 'POST', path: '/session', tags: ['session'], summary: 'Sign in with a user name' })
    .input(z.object({ userName: line(64).min(1), password: z.string().min(1).max(128) }))
    .errors(refuses('wrong_credentials', 'locked_out', 'invalid'))
    .output(Me),
  signOut: endpoint
    .meta({ right: 'signed_in', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/session/end', tags: ['session'], summary: 'Sign out' })
    .errors(refuses())
    .output(z.object({ signedOut: z.literal(true) })),
  me: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/session/me',
      tags: ['session'],
      summary: 'Who I am, my posts and my rights',
    })
    .errors(refuses())
    .output(Me),
  changePassword: endpoint
    .meta({ right: 'signed_in', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/session/password', tags: ['session'], summary: 'Change my password' })
    .input(z.object({ current: z.string().max(128), next: Password }))
    .errors(refuses('wrong_credentials', 'invalid'))
    .output(z.object({ changed: z.literal(true) })),
};

/** First run: the demonstration body, or an empty one with its first administrator. */
export const setup = {
  begin: endpoint
    .meta({ right: 'public', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/setup', tags: ['setup'], summary: 'Set the system up, once' })
    .input(
      z.discriminatedUnion('with', [
        z.object({ with: z.literal('demonstration') }),
        z.object({
          with: z.literal('empty'),
          bodyName: line(60).min(2),
          adminName: line(30).min(1),
          adminUserName: z.string().regex(USER_NAME),
          adminPassword: Password,
        }),
      ]),
    )
    .errors(refuses('wrong_state', 'invalid'))
    .output(z.object({ started: z.literal(true), signIns: z.array(SignIn()) })),
  progress: endpoint
    .meta({ right: 'public', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/setup/progress',
      tags: ['setup'],
      summary: 'How far the demonstration body is',
    })
    .output(
      z.object({
        running: z.boolean(),
        done: z.number(),
        total: z.number(),
        signIns: z.array(SignIn()),
        failed: Can,
      }),
    ),
};

function SignIn() {
  return z.object({
    role: z.enum(ROLES),
    userName: z.string(),
    password: z.string(),
    name: z.string(),
    unit: z.string(),
  });
}
