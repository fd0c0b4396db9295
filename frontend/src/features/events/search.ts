import { present, text } from "@/shared/table/list-search";

/** What the address of the audit trail holds; days are civil days of the zone. */
export interface EventSearch {
  tag?: string;
  person?: string;
  subject?: string;
  from?: string;
  to?: string;
  /** The event whose details are open. */
  event?: string;
}

const TAG = /^[a-z-]+:[a-z-]+:[a-z-]+$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function eventSearch(raw: Record<string, unknown>): EventSearch {
  return present<EventSearch>({
    tag: matching(raw, "tag", TAG),
    person: matching(raw, "person", ID),
    subject: matching(raw, "subject", ID),
    from: matching(raw, "from", DAY),
    to: matching(raw, "to", DAY),
    event: matching(raw, "event", ID),
  });
}

function matching(raw: Record<string, unknown>, key: string, shape: RegExp): string | undefined {
  const value = text(raw, key, 122);
  return value !== undefined && shape.test(value) ? value : undefined;
}

const CLOCK = "+08:00";

/** The same search as the server asks for it: from the first instant of a day to the last of another. */
export function askedOf(search: EventSearch) {
  const { tag, person, subject, from, to } = search;
  return {
    ...(tag && { tag }),
    ...(person && { account_id: person }),
    ...(subject && { subject_id: subject }),
    ...(from && { from_at: `${from}T00:00:00${CLOCK}` }),
    ...(to && { to_at: `${dayAfter(to)}T00:00:00${CLOCK}` }),
  };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
