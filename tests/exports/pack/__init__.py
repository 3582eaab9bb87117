"""The workshop pack, page by page."""
