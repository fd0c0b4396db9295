"""A lived-in installation for looking around: three zones, their people, and their plans through the real pipeline."""
