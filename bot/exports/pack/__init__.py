"""The workshop pack: what a facilitator carries into the room, page by page."""
