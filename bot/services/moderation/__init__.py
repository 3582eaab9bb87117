"""From a story that was read to a wording that may be shared."""
