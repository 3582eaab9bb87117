"""From stories and suggestions through themes to priorities."""
