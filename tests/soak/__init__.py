"""A week of a project with many people, in minutes, while bots are ended and requests go wrong."""
