"""What would change for the live entries if another pack were adopted?"""
