"""Rounds: opened, answered, ended, closed with their outcome."""
