"""Votes: ballots, results, and what people read of them."""
