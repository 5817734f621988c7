"""What may be read of the register, by whom, and at which level?"""
