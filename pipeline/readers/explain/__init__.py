"""Where a figure comes from: from a row back to the seed rows and documents it rests on.

What the explanation looks like in a terminal belongs to the command.
"""
