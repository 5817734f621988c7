"""What may an elected member be told, and by whom?"""
