"""What is done with a pack that may be adopted?"""
