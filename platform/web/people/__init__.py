"""Who works here, how do they come in, and who may change that?"""
