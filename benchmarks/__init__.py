"""What the bot costs: ratios measured in one run, never in a timed test. See README.md beside this."""
