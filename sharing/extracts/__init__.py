"""What goes into an extract, signed by whom and sealed to whom?"""
