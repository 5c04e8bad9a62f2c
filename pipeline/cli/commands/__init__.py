"""The commands, one file each: their options, and what they print.

What they do is done in the rooms below; how every command speaks stands beside this folder.
What only one command needs is imported inside it: ``neocloud query`` starts in a quarter of a
second, and Dagster alone takes several times that.
"""
