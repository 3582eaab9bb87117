"""What the calendar brings: half-told stories are woken, ends announced, people out of reach named."""
