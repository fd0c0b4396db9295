import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

let onSessionExpired: () => void = () => {};

/** The app says here what happens when any request is answered with 401. */
export function whenSessionExpires(action: () => void): void {
  onSessionExpired = action;
}

function noticeExpiry(error: Error): void {
  if (isProblem(error, 401)) onSessionExpired();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.meta?.anonymous !== true) noticeExpiry(error);
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (mutation.meta?.anonymous !== true) noticeExpiry(error);
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
