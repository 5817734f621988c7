"""What do the pages and the API of people's rights read?"""
