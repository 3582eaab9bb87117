"""Words for people: lazy texts, and the one translator that turns them into a language."""
