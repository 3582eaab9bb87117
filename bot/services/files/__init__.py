"""Project files and other TOML, read with care."""
