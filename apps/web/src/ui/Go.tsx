import { Link, useNavigate } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useCallback } from 'react';
import type { Place } from '../paths.ts';

type GoProps = Omit<ComponentProps<'a'>, 'href'> & {
  to: Place;
  /** Marked as the current page only there, not on the pages below it. */
  exact?: boolean;
  children: ReactNode;
};

/** A link to a place from `paths.ts`; its page is fetched when the pointer comes near. */
export function Go({ to, exact = false, children, ...rest }: GoProps) {
  return (
    <Link
      to={to.to}
      params={to.params ?? {}}
      search={to.search ?? {}}
      preload="intent"
      activeOptions={{ exact, includeSearch: false }}
      {...rest}
    >
      {children}
    </Link>
  );
}

/** `const go = useGo(); go(paths.manuscript(id))` */
export function useGo(): (to: Place, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to, options) => {
      void navigate({ to: to.to, params: to.params ?? {}, search: to.search ?? {}, ...options });
    },
    [navigate],
  );
}
