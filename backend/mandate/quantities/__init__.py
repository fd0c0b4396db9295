"""Numbers with units, and the target algebra: its Chinese reading and its Chinese writing."""
