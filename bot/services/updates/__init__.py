"""Updates: written, sent to many, read, answered, corrected."""
