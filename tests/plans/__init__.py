"""No statement of the hot path looks at every row of a table that grows with people."""
