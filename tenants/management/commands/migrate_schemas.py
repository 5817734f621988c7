"""Stands before the library's command, which takes quadratic time: see migrate."""

from tenants.management.commands.migrate import Command


__all__ = ["Command"]
