"""Ratings of the pathway, and the emotional maps drawn from them."""
