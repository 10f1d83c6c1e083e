"""What workflows of the code host work out and say: what an issue tells, which links lead nowhere, what was published.

Nothing here asks a network or changes a file, save `links`, which asks other sites when it is told to.
"""
