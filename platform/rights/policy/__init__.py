"""What does the law's arithmetic say, apart from any row? No framework here."""
