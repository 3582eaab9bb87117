"""The same interview as others would build it, with what their libraries' documentation recommends."""
