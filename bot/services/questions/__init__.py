"""Questions to the team and its answers, replies to stories, and “this is not what I meant”."""
