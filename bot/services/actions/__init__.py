"""Actions: what will change, each step with its reason, and whether it made a difference."""
