// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { useCursorPages } from "./use-cursor-pages";

it("follows the server's cursor until there is none", async () => {
  const read = async (cursor: string | undefined) =>
    cursor === undefined
      ? { items: ["a", "b"], next_cursor: "page-2" }
      : { items: [cursor], next_cursor: null };
  const cache = new QueryClient();
  const { result } = renderHook(() => useCursorPages(["letters"], read), {
    wrapper: ({ children }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>,
  });
  await waitFor(() => expect(result.current.rows).toEqual(["a", "b"]));
  expect(result.current.hasNextPage).toBe(true);
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.rows).toEqual(["a", "b", "page-2"]));
  expect(result.current.hasNextPage).toBe(false);
});
