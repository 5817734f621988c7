"""Under which policy does this organisation work, and what if it changed?"""
