"""The refusal to write where something is already, by itself: commands know it without what writes."""

from __future__ import annotations


class FolderInUse(Exception):
    """The folder holds something already, or is no folder. The message is one plain sentence."""
