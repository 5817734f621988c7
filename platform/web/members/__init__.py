"""May I be told before I meet somebody, as an elected member?"""
