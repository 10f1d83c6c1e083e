"""The history of every record, read from git in one pass.

`log` lists which files each commit touched, `commits` reads who made it and what its message says, `versions`
follows each record through all of them.
"""
