"""Is this report complete, may it become an entry, and for how long?

Plain functions over frozen facts and the pack: no Django, no clock, no database.
"""
