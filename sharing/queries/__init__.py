"""What stands between organisations, and what would the gate say of it?"""
