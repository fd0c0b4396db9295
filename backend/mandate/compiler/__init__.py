"""Document bytes in; text, clauses, tasks, units, quantities, anchors and doubts out. No database, no network, no files."""
