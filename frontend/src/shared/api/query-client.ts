import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

/** Whether the person was about to write something, or only the page asked. */
type Expiry = (writing: boolean) => void;

let onSessionExpired: Expiry = () => {};

/** The app says here what happens when any request is answered with 401. */
export function whenSessionExpires(action: Expiry): void {
  onSessionExpired = action;
}

/** For writes that go past the caches below, too. */
export function noticeExpiry(error: unknown, writing: boolean): void {
  if (isProblem(error, 401)) onSessionExpired(writing);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.meta?.anonymous !== true) noticeExpiry(error, false);
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (mutation.meta?.anonymous !== true) noticeExpiry(error, true);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 2 && (!isProblem(error) || error.status === 0 || error.status === 503),
    },
  },
});
