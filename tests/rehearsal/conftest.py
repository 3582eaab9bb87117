"""Makes the shared fixtures known to the tests of this folder."""

from .fixtures import amal, ann, api, clock, stand

__all__ = ["amal", "ann", "api", "clock", "stand"]
