"""The commands, one file each: their options, and what they print.

What they do is done in the rooms below; how every command speaks stands beside this folder.
"""
