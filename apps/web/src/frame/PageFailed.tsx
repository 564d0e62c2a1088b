import { useRouter } from '@tanstack/react-router';
import { Failure } from '../ui/Failure.tsx';

export function PageFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <Failure
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
