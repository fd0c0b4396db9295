import type { components } from "./schema.gen";

type Body = components["schemas"]["Problem"];

/** What went wrong with a request, in the words of the server where it had any. */
export class Problem extends Error {
  override readonly name = "Problem";
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** Stable snake_case code of the server; "unreachable" or "unreadable" are ours. */
  readonly code: string;
  readonly requestId: string | undefined;
  readonly errors: NonNullable<Body["errors"]>;
  readonly retryAfterSeconds: number | undefined;

  constructor(body: Partial<Body> & { status: number; code: string }, retryAfter?: string | null) {
    super(body.title ?? body.code);
    this.status = body.status;
    this.code = body.code;
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
    const seconds = Number(retryAfter);
    this.retryAfterSeconds = retryAfter && Number.isFinite(seconds) ? seconds : undefined;
  }

  /** The server's localised words, which say what is wrong and what to do next; absent when no answer came. */
  get title(): string | undefined {
    return this.message === this.code ? undefined : this.message;
  }
}

export function isProblem(error: unknown, status?: number): error is Problem {
  return error instanceof Problem && (status === undefined || error.status === status);
}

export function problemFrom(response: Response, body: unknown): Problem {
  const known = typeof body === "object" && body !== null ? (body as Partial<Body>) : {};
  return new Problem(
    {
      ...known,
      status: response.status,
      code: typeof known.code === "string" ? known.code : "unreadable",
      request_id: known.request_id ?? response.headers.get("x-request-id") ?? undefined,
    } as Partial<Body> & { status: number; code: string },
    response.headers.get("retry-after"),
  );
}
