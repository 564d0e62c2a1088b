import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Me } from '@xinxuan/contract';
import { api, client } from '../api/api.ts';
import { actAs } from '../api/post.ts';
import { paths } from '../paths.ts';
import { type Act, useAct } from '../ui/useAct.ts';

export type Credentials = { userName: string; password: string };

/** Signs in and goes where the person wanted to go; nothing read by whoever sat here before is kept. */
export function useSignIn(to: string | undefined): Act<Credentials, Me> {
  const queries = useQueryClient();
  const router = useRouter();
  return useAct(
    (credentials: Credentials) => {
      actAs(null);
      return client.session.signIn(credentials);
    },
    {
      refresh: false,
      onRefused: () => true,
      onDone: me => {
        queries.clear();
        queries.setQueryData(api.session.me.queryKey(), me);
        actAs(me.post?.id ?? null);
        void import('../device/signedIn.ts').then(device => device.signedIn(me)).catch(() => undefined);
        const password = paths.password();
        if (me.mustChangePassword) void router.navigate({ to: password.to });
        // Only a path of our own: an address elsewhere in the link must not lead away.
        else if (to?.startsWith('/') && !to.startsWith('//')) router.history.push(to);
        else void router.navigate({ to: paths.today().to });
      },
    },
  );
}
