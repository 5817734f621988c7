"""The same as migrate: the name says what most of the work is."""

from tenants.management.commands.migrate import Command


__all__ = ["Command"]
