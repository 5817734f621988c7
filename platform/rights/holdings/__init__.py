"""What is held on a person, where, and what of it may they see?"""
