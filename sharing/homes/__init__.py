"""Which homes does an uploaded list name, and what is wrong with its rows?"""
