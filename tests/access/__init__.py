"""Who may see and do what: every actor against every command and every button."""
