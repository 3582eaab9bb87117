"""Conversations as plain functions: no clock, no database, no network.

A flow awaits questions and returns a value. It never acts; a service turns the value into rows.
"""
