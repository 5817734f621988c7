"""How do people and machines prove who they are?"""
